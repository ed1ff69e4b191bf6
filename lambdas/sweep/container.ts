import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { incidentDocument } from '../../adapters/opensearch/documents.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { applyRetention, retentionOf } from '../../adapters/opensearch/retention.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { drainOutbox } from '../../adapters/postgres/outbox.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { stepFunctionsWorkflow } from '../../adapters/step-functions/workflow.ts';
import { startWorkflows } from '../../domain/incident/start-workflows.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const database = databaseFromEnvironment(config);
  const client = openSearchClient(config);
  const writer = openSearchWriter(client);
  const indices = indicesOf(config.INDEX_PREFIX);
  const starting = {
    lifecycle: postgresIncidentLifecycle(database),
    workflow: stepFunctionsWorkflow(config.STATE_MACHINE_ARN),
  };
  return {
    registry: postgresTenantRegistry(database),
    drain: (tenant: TenantId) =>
      drainOutbox(database, tenant, writer, (incident, version) => incidentDocument(indices, incident, version)),
    start: (tenant, until) => startWorkflows(tenant, until, starting),
    retain: (now) => applyRetention(client, [indices.allLogs, indices.allAlerts], retentionOf(config), now),
    clock: Date.now,
    ...observe('sweep'),
  };
};

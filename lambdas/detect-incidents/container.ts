import { nodeHasher } from '../../adapters/hashing.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { incidentDocument } from '../../adapters/opensearch/documents.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { drainOutbox } from '../../adapters/postgres/outbox.ts';
import { stepFunctionsWorkflow } from '../../adapters/step-functions/workflow.ts';
import { startWorkflows } from '../../domain/incident/start-workflows.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const { OPENSEARCH_ENDPOINT, ...rest } = config;
  const database = databaseFromEnvironment(config);
  const indices = indicesOf(config.INDEX_PREFIX);
  const writer =
    OPENSEARCH_ENDPOINT === undefined
      ? undefined
      : openSearchWriter(openSearchClient({ ...rest, OPENSEARCH_ENDPOINT }));
  const starting = {
    lifecycle: postgresIncidentLifecycle(database),
    workflow: stepFunctionsWorkflow(config.STATE_MACHINE_ARN),
  };
  return {
    incidents: postgresIncidentRepository(database, nodeHasher),
    start: (tenant, until) => startWorkflows(tenant, until, starting),
    publish: async (tenant: TenantId) => {
      if (writer)
        await drainOutbox(database, tenant, writer, (incident, version) =>
          incidentDocument(indices, incident, version),
        );
    },
    clock: Date.now,
    ...observe('detect-incidents'),
  };
};

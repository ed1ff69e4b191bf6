import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestIndex } from '../../adapters/dynamodb/manifest-index.ts';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { storesMetricsReader } from '../../adapters/metrics-reader.ts';
import { postgresActionStore } from '../../adapters/postgres/action-store.ts';
import { postgresApprovalStore } from '../../adapters/postgres/approval-store.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresNotificationStore } from '../../adapters/postgres/notification-store.ts';
import { postgresPlanStore } from '../../adapters/postgres/plan-store.ts';
import { postgresReportFigures } from '../../adapters/postgres/report-figures.ts';
import { postgresResponseMetrics } from '../../adapters/postgres/response-metrics.ts';
import { postgresResponsePolicies } from '../../adapters/postgres/response-policies.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { renderPdf } from '../../adapters/reports/render-pdf.ts';
import { reportClient, reportStore } from '../../adapters/reports/report-store.ts';
import { readTechniques } from '../../adapters/technique-catalogue.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const table = tableOf(config.TABLE_NAME);
  const database = databaseFromEnvironment(config);
  const registry = postgresTenantRegistry(database);
  const incidents = postgresIncidentRepository(database, nodeHasher);
  const ledger = dynamoOfferLedger(table);
  const packs = dynamoPackStore(table);
  return {
    registry,
    sources: {
      incidents,
      incidentFigures: postgresReportFigures(database),
      plans: postgresPlanStore(database),
      approvals: postgresApprovalStore(database),
      actions: postgresActionStore(database),
      response: postgresResponseMetrics(database),
      policies: postgresResponsePolicies(database),
      registry,
      ledger,
      packs,
      metrics: storesMetricsReader({ ledger, archive: manifestIndex(table), packs, outcomes: incidents }),
      techniques: readTechniques(readFileSync(join(config.LAMBDA_TASK_ROOT, 'data/attack/techniques.json'), 'utf8')),
    },
    reports: reportStore(reportClient(), config.REPORT_BUCKET, database),
    audit: postgresAuditLog(database, nodeHasher, kmsAuditSigner(config.AUDIT_KEY_ID)),
    notifications: postgresNotificationStore(database),
    renderPdf,
    sha256Base64: (text) => createHash('sha256').update(text).digest('base64'),
    clock: Date.now,
    ...observe('report'),
  };
};

import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { postgresAssessmentStore } from '../../adapters/postgres/assessment-store.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresPlanStore } from '../../adapters/postgres/plan-store.ts';
import { stepFunctionsWorkflow } from '../../adapters/step-functions/workflow.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const database = databaseFromEnvironment(config);
  return {
    lifecycle: postgresIncidentLifecycle(database),
    incidents: postgresIncidentRepository(database, nodeHasher),
    alerts: dynamoAlertStore(tableOf(config.TABLE_NAME)),
    assessments: postgresAssessmentStore(database),
    plans: postgresPlanStore(database),
    audit: postgresAuditLog(database, nodeHasher, kmsAuditSigner(config.AUDIT_KEY_ID)),
    workflow: stepFunctionsWorkflow(config.STATE_MACHINE_ARN),
    hasher: nodeHasher,
    clock: Date.now,
    ...observe('plan'),
  };
};

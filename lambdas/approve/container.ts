import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { postgresActionStore } from '../../adapters/postgres/action-store.ts';
import { postgresApprovalStore } from '../../adapters/postgres/approval-store.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresNotificationStore } from '../../adapters/postgres/notification-store.ts';
import { postgresPlanStore } from '../../adapters/postgres/plan-store.ts';
import { postgresResponsePolicies } from '../../adapters/postgres/response-policies.ts';
import { stepFunctionsWorkflow } from '../../adapters/step-functions/workflow.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const database = databaseFromEnvironment(config);
  return {
    incidents: postgresIncidentRepository(database, nodeHasher),
    alerts: dynamoAlertStore(tableOf(config.TABLE_NAME)),
    lifecycle: postgresIncidentLifecycle(database),
    plans: postgresPlanStore(database),
    approvals: postgresApprovalStore(database),
    actions: postgresActionStore(database),
    policies: postgresResponsePolicies(database),
    audit: postgresAuditLog(database, nodeHasher, kmsAuditSigner(config.AUDIT_KEY_ID)),
    notifications: postgresNotificationStore(database),
    workflow: stepFunctionsWorkflow(config.STATE_MACHINE_ARN),
    clock: Date.now,
    ...observe('approve'),
  };
};

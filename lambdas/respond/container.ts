import { WAFV2Client } from '@aws-sdk/client-wafv2';
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
import { wafIpSets } from '../../adapters/waf/ip-sets.ts';
import { blockIp } from '../../domain/respond/block-ip.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const database = databaseFromEnvironment(config);
  const actions = postgresActionStore(database);
  const policies = postgresResponsePolicies(database);
  const ipSets = wafIpSets(new WAFV2Client({ maxAttempts: 5 }), config.IP_SET_PREFIX);
  return {
    incidents: postgresIncidentRepository(database, nodeHasher),
    lifecycle: postgresIncidentLifecycle(database),
    plans: postgresPlanStore(database),
    approvals: postgresApprovalStore(database),
    actions,
    policies,
    adapters: { block_ip: blockIp({ ipSets, policies, actions }) },
    audit: postgresAuditLog(database, nodeHasher, kmsAuditSigner(config.AUDIT_KEY_ID)),
    notifications: postgresNotificationStore(database),
    hasher: nodeHasher,
    clock: Date.now,
    ...observe('respond'),
  };
};

import { WAFV2Client } from '@aws-sdk/client-wafv2';
import type { z } from 'zod';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { postgresActionStore } from '../../adapters/postgres/action-store.ts';
import { postgresApprovalStore } from '../../adapters/postgres/approval-store.ts';
import { postgresAssessmentStore } from '../../adapters/postgres/assessment-store.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { postgresNotificationStore } from '../../adapters/postgres/notification-store.ts';
import { postgresPlanStore } from '../../adapters/postgres/plan-store.ts';
import { postgresResponseMetrics } from '../../adapters/postgres/response-metrics.ts';
import { postgresResponsePolicies } from '../../adapters/postgres/response-policies.ts';
import { reportClient, reportStore } from '../../adapters/reports/report-store.ts';
import { stepFunctionsWorkflow } from '../../adapters/step-functions/workflow.ts';
import { wafIpSets } from '../../adapters/waf/ip-sets.ts';
import { blockIp } from '../../domain/respond/block-ip.ts';
import { rollbackAction } from '../../domain/respond/rollback-action.ts';
import type { Services } from '../../domain/serve/services.ts';
import type { Config } from './config.ts';

type Made =
  | 'actions'
  | 'approvals'
  | 'assessments'
  | 'audit'
  | 'notifications'
  | 'plans'
  | 'policies'
  | 'reports'
  | 'responseMetrics'
  | 'rollback'
  | 'workflow';

/** What the operations on plans, decisions, actions and reports work with. */
export const responseServices = (config: z.output<typeof Config>, database: Database): Pick<Services, Made> => {
  const actions = postgresActionStore(database);
  const plans = postgresPlanStore(database);
  const policies = postgresResponsePolicies(database);
  const audit = postgresAuditLog(database, nodeHasher, kmsAuditSigner(config.AUDIT_KEY_ID));
  const ipSets = wafIpSets(new WAFV2Client({}), config.IP_SET_PREFIX);
  const adapters = { block_ip: blockIp({ ipSets, policies, actions }) };
  const lifecycle = postgresIncidentLifecycle(database);
  const rollbackPorts = { actions, plans, audit, lifecycle, adapters, clock: Date.now };
  return {
    actions,
    plans,
    policies,
    audit,
    approvals: postgresApprovalStore(database),
    assessments: postgresAssessmentStore(database),
    notifications: postgresNotificationStore(database),
    reports: reportStore(reportClient(), config.REPORT_BUCKET, database),
    responseMetrics: postgresResponseMetrics(database),
    rollback: (tenant, actionId, actor) => rollbackAction(tenant, actionId, actor, rollbackPorts),
    workflow: stepFunctionsWorkflow(config.STATE_MACHINE_ARN),
  };
};

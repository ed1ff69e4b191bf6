import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryActionStore } from '../../adapters/memory/action-store.ts';
import { memoryAuditLog } from '../../adapters/memory/audit-log.ts';
import { memoryAuditSigner } from '../../adapters/memory/audit-signer.ts';
import { memoryIncidentLifecycle } from '../../adapters/memory/incident-lifecycle.ts';
import { memoryIncidentRepository } from '../../adapters/memory/incident-repository.ts';
import { incidentState } from '../../adapters/memory/incident-state.ts';
import { memoryNotificationStore } from '../../adapters/memory/notification-store.ts';
import { memoryPlans } from '../../adapters/memory/plan-store.ts';
import { memoryReportMetadata } from '../../adapters/memory/report-metadata.ts';
import { memoryResponsePolicies } from '../../adapters/memory/response-policies.ts';
import { postgresActionStore } from '../../adapters/postgres/action-store.ts';
import { postgresApprovalStore } from '../../adapters/postgres/approval-store.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresNotificationStore } from '../../adapters/postgres/notification-store.ts';
import { postgresPlanStore } from '../../adapters/postgres/plan-store.ts';
import { postgresReportMetadata } from '../../adapters/postgres/report-metadata.ts';
import { postgresResponsePolicies } from '../../adapters/postgres/response-policies.ts';
import type { ActionStore } from '../../domain/ports/action-store.ts';
import type { AuditLog, AuditSigner, NotificationStore } from '../../domain/ports/audit-log.ts';
import type { IncidentLifecycle } from '../../domain/ports/incident-lifecycle.ts';
import type { IncidentRepository } from '../../domain/ports/incident-repository.ts';
import type { ApprovalStore, PlanStore } from '../../domain/ports/plan-store.ts';
import type { ReportMetadata } from '../../domain/ports/report-store.ts';
import type { ResponsePolicies, ResponsePolicySettings } from '../../domain/ports/response-policies.ts';

export type ResponseStores = {
  readonly incidents: IncidentRepository;
  readonly lifecycle: IncidentLifecycle;
  readonly plans: PlanStore;
  readonly approvals: ApprovalStore;
  readonly actions: ActionStore;
  readonly audit: AuditLog;
  readonly notifications: NotificationStore;
  readonly policies: ResponsePolicies & ResponsePolicySettings;
  readonly reports: ReportMetadata;
};

/** The key of the test's process; KMS has contract tests of its own. */
export const SIGNER: AuditSigner = memoryAuditSigner();

export const memoryStores = (): ResponseStores => {
  const state = incidentState();
  return {
    incidents: memoryIncidentRepository(nodeHasher, undefined, state),
    lifecycle: memoryIncidentLifecycle(state),
    ...memoryPlans(),
    actions: memoryActionStore(),
    audit: memoryAuditLog(nodeHasher, SIGNER),
    notifications: memoryNotificationStore(),
    policies: memoryResponsePolicies(),
    reports: memoryReportMetadata(),
  };
};

export const postgresStores = (database: Database): ResponseStores => ({
  incidents: postgresIncidentRepository(database, nodeHasher),
  lifecycle: postgresIncidentLifecycle(database),
  plans: postgresPlanStore(database),
  approvals: postgresApprovalStore(database),
  actions: postgresActionStore(database),
  audit: postgresAuditLog(database, nodeHasher, SIGNER),
  notifications: postgresNotificationStore(database),
  policies: postgresResponsePolicies(database),
  reports: postgresReportMetadata(database),
});

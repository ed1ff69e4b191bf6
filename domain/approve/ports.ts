import type { Clock } from '../model/time.ts';
import type { ActionStore } from '../ports/action-store.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { AuditLog, NotificationStore } from '../ports/audit-log.ts';
import type { IncidentLifecycle } from '../ports/incident-lifecycle.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import type { ApprovalStore, PlanStore } from '../ports/plan-store.ts';
import type { ResponsePolicies } from '../ports/response-policies.ts';
import type { Workflow } from '../ports/workflow.ts';

/** What the operations of *approve* work with; each asks for what it needs of it. */
export type ApprovePorts = {
  readonly incidents: Pick<IncidentRepository, 'get' | 'alertIdsOf'>;
  readonly alerts: Pick<AlertStore, 'get'>;
  readonly lifecycle: Pick<IncidentLifecycle, 'transition'>;
  readonly plans: Pick<PlanStore, 'get' | 'move'>;
  readonly approvals: Pick<ApprovalStore, 'request' | 'get' | 'expire'>;
  readonly actions: Pick<ActionStore, 'add'>;
  readonly policies: Pick<ResponsePolicies, 'of'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly notifications: Pick<NotificationStore, 'add'>;
  readonly workflow: Pick<Workflow, 'resume'>;
  readonly clock: Clock;
};

import type { Hasher } from '../model/hashing.ts';
import type { ActionType } from '../model/plan.ts';
import type { Clock } from '../model/time.ts';
import type { ActionStore } from '../ports/action-store.ts';
import type { AuditLog, NotificationStore } from '../ports/audit-log.ts';
import type { IncidentLifecycle } from '../ports/incident-lifecycle.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import type { ApprovalStore, PlanStore } from '../ports/plan-store.ts';
import type { ResponseAdapter } from '../ports/response-adapter.ts';
import type { ResponsePolicies } from '../ports/response-policies.ts';

export type ResponseAdapters = Partial<Readonly<Record<ActionType, ResponseAdapter>>>;

/** What one action works with, on its way there and back. */
export type ActionPorts = {
  readonly actions: ActionStore;
  readonly adapters: ResponseAdapters;
  readonly policies: Pick<ResponsePolicies, 'of'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
};

/** What a rollback works with. */
export type RollbackPorts = Omit<ActionPorts, 'policies'> & {
  readonly plans: Pick<PlanStore, 'get' | 'move'>;
  readonly lifecycle: Pick<IncidentLifecycle, 'transition'>;
};

/** What the operations of *respond* work with. */
export type RespondPorts = ActionPorts &
  RollbackPorts & {
    readonly incidents: Pick<IncidentRepository, 'get'>;
    readonly approvals: Pick<ApprovalStore, 'get'>;
    readonly notifications: Pick<NotificationStore, 'add'>;
    readonly hasher: Hasher;
  };

import type { Plan, PlanStatus } from '../model/plan.ts';
import type { Approval } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Page } from './incident-repository.ts';

export type PlanQuery = { readonly status?: readonly PlanStatus[]; readonly limit: number; readonly cursor?: string };

export type PlanStore = {
  /**
   * Keeps the plan of a revision and voids those of earlier ones that nobody has begun to execute, with the approvals that
   * wait; what was kept before of this revision stays and is returned, and a plan that comes behind one of a newer revision
   * is void from the start. `voided`: all earlier plans that are void, with the task tokens that may still wait, at every call.
   */
  put(
    tenant: TenantId,
    plan: Plan,
  ): Promise<{
    readonly plan: Plan;
    readonly voided: readonly { readonly playbookId: string; readonly taskToken?: string }[];
  }>;
  get(tenant: TenantId, playbookId: string): Promise<Plan | undefined>;
  /** All revisions, newest first. */
  ofIncident(tenant: TenantId, incidentId: string): Promise<readonly Plan[]>;
  /** Newest first. */
  list(tenant: TenantId, query: PlanQuery): Promise<Page<Plan>>;
  /** Moves the plan if it is in one of `from`. */
  move(tenant: TenantId, playbookId: string, from: readonly PlanStatus[], to: PlanStatus): Promise<boolean>;
};

export type Decision = {
  readonly verdict: 'approved' | 'denied';
  /** The hash of the plan that the person saw. */
  readonly planHash: string;
  readonly by: string;
  readonly comment?: string;
};

export type DecisionOutcome =
  | { readonly kind: 'decided'; readonly taskToken: string; readonly approval: Approval }
  /** Decided, expired or voided before; nothing changed. */
  | { readonly kind: 'settled'; readonly taskToken: string; readonly approval: Approval }
  | { readonly kind: 'hash_mismatch' }
  | { readonly kind: 'not_found' };

export type ApprovalRequest = {
  readonly playbookId: string;
  readonly incidentId: string;
  readonly planHash: string;
  readonly taskToken: string;
  /** Milliseconds. */
  readonly expiresAt: number;
};

/** One approval a plan, moved by whoever comes first: a decision, its expiry or a newer revision. `now` in milliseconds. */
export type ApprovalStore = {
  /**
   * A repetition with another token replaces the token while nothing is decided. `voided` where the plan does not wait any
   * more; whoever gets an approval that is not pending resumes its own token. Throws under another hash than the plan's.
   */
  request(tenant: TenantId, request: ApprovalRequest, now: number): Promise<Approval>;
  get(tenant: TenantId, playbookId: string): Promise<Approval | undefined>;
  /**
   * From `expires_at` on nothing can be decided: it expires then and there. Moves the plan's status with it; the approval of
   * a plan that ended otherwise becomes void.
   */
  decide(tenant: TenantId, playbookId: string, decision: Decision, now: number): Promise<DecisionOutcome>;
  /** Expires it if it is still pending. */
  expire(tenant: TenantId, playbookId: string, now: number): Promise<Approval | undefined>;
};

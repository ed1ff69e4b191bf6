import type { Plan } from '../model/plan.ts';
import type { Approval, ApprovalStatus } from '../model/response.ts';
import type { Decision } from '../ports/plan-store.ts';

export type Judgement = 'decided' | 'settled' | 'expired' | 'voided' | 'hash_mismatch';

/**
 * What a decision on an approval comes to: what was settled before stays; a plan that waits no more cannot be decided
 * (`voided`); from `expires_at` on it expires; the person must have seen the plan as it is. `now` in milliseconds.
 */
export const judgeDecision = (
  approval: Approval,
  plan: Pick<Plan, 'status' | 'plan_hash'>,
  decision: Decision,
  now: number,
): Judgement => {
  if (approval.status !== 'pending') return 'settled';
  if (plan.status !== 'pending_approval') return 'voided';
  if (now >= Date.parse(approval.expires_at)) return 'expired';
  if (decision.planHash !== approval.plan_hash || decision.planHash !== plan.plan_hash) return 'hash_mismatch';
  return 'decided';
};

/** The approval as it ends; with the person's decision where it was one that ended it. `now` in milliseconds. */
export const settledApproval = (
  approval: Approval,
  status: Exclude<ApprovalStatus, 'pending'>,
  now: number,
  decision?: Pick<Decision, 'by' | 'comment'>,
): Approval => ({
  ...approval,
  status,
  decided_at: new Date(now).toISOString(),
  ...(decision && { decided_by: decision.by }),
  ...(decision?.comment !== undefined && { comment: decision.comment }),
});

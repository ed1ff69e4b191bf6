import { canonicalJson } from '../model/canonical-json.ts';
import type { Hasher } from '../model/hashing.ts';
import type { Plan } from '../model/plan.ts';

/** SHA-256, hex, of the canonical JSON (RFC 8785) of all of a plan but its `status` and `plan_hash`. */
export const planHashOf = (
  { status: _status, plan_hash: _hash, ...covered }: Omit<Plan, 'plan_hash'> & { readonly plan_hash?: string },
  hasher: Hasher,
): string => hasher.sha256(canonicalJson(covered));

/** Whether the plan is as it was when its hash was made. */
export const isIntact = (plan: Plan, hasher: Hasher): boolean => planHashOf(plan, hasher) === plan.plan_hash;

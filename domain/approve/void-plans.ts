import type { PlanStatus } from '../model/plan.ts';

/** The plans that a newer revision voids: those that nobody has begun to execute and that nothing has ended. */
export const VOIDABLE: readonly PlanStatus[] = ['pending_approval', 'approved'];

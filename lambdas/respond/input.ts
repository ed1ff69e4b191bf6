import { z } from 'zod';
import { PlanStepInput } from '../support/plan-step.ts';

const plan = PlanStepInput.shape;
const action = { ...plan, action_id: z.string().min(1).max(200) };

/** The operations that the state machine asks of *respond*. */
export const RespondInput = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('begin'), ...plan }),
  z.object({ operation: z.literal('execute'), ...action }),
  z.object({ operation: z.literal('abort'), ...action }),
  z.object({ operation: z.literal('finish'), ...plan }),
]);
export type RespondInput = z.infer<typeof RespondInput>;

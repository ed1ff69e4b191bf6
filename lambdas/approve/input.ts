import { z } from 'zod';
import { IncidentStepInput } from '../support/incident-step.ts';
import { PlanStepInput } from '../support/plan-step.ts';

const plan = PlanStepInput.shape;

/** The operations that the state machine asks of *approve*. */
export const ApproveInput = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('decide'), ...plan }),
  /** The task token of Step Functions has at most 2,048 characters. */
  z.object({ operation: z.literal('request'), ...plan, task_token: z.string().min(1).max(2_048) }),
  z.object({ operation: z.literal('expire'), ...plan }),
  /** What the execution was resumed with is only logged: the stored approval counts. */
  z.object({ operation: z.literal('settle'), ...plan, decision: z.string().max(100).optional() }),
  z.object({ operation: z.literal('record'), ...plan }),
  z.object({
    operation: z.literal('escalate'),
    ...IncidentStepInput.shape,
    step: z.string().min(1).max(100),
    error: z.string().default('unknown'),
    cause: z.string().default(''),
    action_id: z.string().min(1).max(200).optional(),
  }),
]);
export type ApproveInput = z.infer<typeof ApproveInput>;

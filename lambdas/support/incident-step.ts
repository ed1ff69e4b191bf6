import { z } from 'zod';
import { TenantId } from '../../domain/model/tenant.ts';
import type { IncidentLifecycle, Transition } from '../../domain/ports/incident-lifecycle.ts';

/** What the state machine hands to a step: ids, never data. */
export const IncidentStepInput = z.object({
  tenant: TenantId,
  incident_id: z.string().min(1).max(100),
  revision: z.number().int().min(1),
});
export type IncidentStepInput = z.infer<typeof IncidentStepInput>;

/** Whether a step has work to do, by what came of moving the incident into its state. */
const HAS_WORK: Readonly<Record<Exclude<Transition, 'unknown'>, boolean>> = {
  moved: true,
  already: true,
  stale: false,
  refused: false,
};

/**
 * Moves the incident into the state of a step. False where the revision is stale, or the incident was closed or went on.
 * @throws Error where there is no such incident or revision: the execution was started with ids that nobody has
 */
export const enterStep = async (
  lifecycle: Pick<IncidentLifecycle, 'transition'>,
  { tenant, incident_id, revision }: IncidentStepInput,
  to: 'scoring' | 'enriching' | 'planning',
  now: number,
): Promise<boolean> => {
  const transition = await lifecycle.transition(tenant, { incidentId: incident_id, revision }, to, now);
  if (transition === 'unknown') throw new Error(`${tenant} has no revision ${revision} of an incident ${incident_id}`);
  return HAS_WORK[transition];
};

import { z } from 'zod';
import type { PlanSubject } from '../../domain/approve/subject.ts';
import { IncidentStepInput } from './incident-step.ts';

/** What the state machine hands to the steps after *plan*. */
export const PlanStepInput = z.object({ ...IncidentStepInput.shape, playbook_id: z.string().min(1).max(100) });
export type PlanStepInput = z.infer<typeof PlanStepInput>;

export const subjectOf = ({ incident_id, revision, playbook_id }: PlanStepInput): PlanSubject => ({
  incidentId: incident_id,
  revision,
  playbookId: playbook_id,
});

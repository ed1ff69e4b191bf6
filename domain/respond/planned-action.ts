import type { Plan, PlannedAction } from '../model/plan.ts';
import type { ActionStatus, ResponseAction } from '../model/response.ts';
import { normalizeTarget } from './target.ts';

/** The action of a plan as it begins its way. `now` in milliseconds. */
export const responseActionOf = (
  { playbook_id, incident_id }: Plan,
  { key, action_type, target }: PlannedAction,
  status: ActionStatus,
  now: number,
): ResponseAction => {
  const at = new Date(now).toISOString();
  return {
    action_id: `${playbook_id}/${key}`,
    playbook_id,
    incident_id,
    action_type,
    target: normalizeTarget(action_type, target),
    status,
    created_at: at,
    updated_at: at,
  };
};

import { fail, ok } from '../../model/result.ts';
import { huntCancel } from '../contract/hunt-cancel.ts';
import { ownedBy } from '../ownership.ts';
import { problem } from '../problem.ts';
import { commandRoute } from '../route.ts';

export const huntCancelRoute = commandRoute(huntCancel, async (tenant, { body, now }, { hunts }) => {
  const hunt = await hunts.cancel(tenant, body.hunt_id, now);
  if (!hunt) return fail(problem('not-found', 'The tenant has no hunt with this id.'));
  ownedBy(tenant, [hunt]);
  return ok(hunt);
});

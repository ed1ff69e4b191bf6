import { fail, ok } from '../../model/result.ts';
import { huntGet } from '../contract/hunt-get.ts';
import { ownedBy } from '../ownership.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

const SHOWN = 100;

export const huntGetRoute = tenantRoute(huntGet, async (tenant, { params }, { hunts }) => {
  const hunt = await hunts.get(tenant, params.id);
  if (!hunt) return fail(problem('not-found', 'The tenant has no hunt with this id.'));
  ownedBy(tenant, [hunt]);
  return ok({ hunt, alerts: [...(await hunts.alerts(tenant, params.id, SHOWN))] });
});

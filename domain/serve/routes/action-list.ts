import { ok } from '../../model/result.ts';
import { actionList } from '../contract/action-list.ts';
import { listing } from '../listing.ts';
import { tenantRoute } from '../route.ts';

export const actionListRoute = tenantRoute(actionList, async (tenant, { query }, services) => {
  const list = await listing(actionList, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const found = await services.actions.list(tenant, {
    limit: query.limit,
    ...(query.incident_id !== undefined && { incidentId: query.incident_id }),
    ...(query.playbook_id !== undefined && { playbookId: query.playbook_id }),
    ...(query.status && { status: query.status }),
    ...(list.value.state && { cursor: list.value.state.after }),
  });
  return ok(list.value.page(found));
});

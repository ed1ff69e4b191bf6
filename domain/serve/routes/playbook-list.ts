import { ok } from '../../model/result.ts';
import { playbookList } from '../contract/playbook-list.ts';
import { listing } from '../listing.ts';
import { tenantRoute } from '../route.ts';

export const playbookListRoute = tenantRoute(playbookList, async (tenant, { query }, services) => {
  const list = await listing(playbookList, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const found = await services.plans.list(tenant, {
    limit: query.limit,
    ...(query.status && { status: query.status }),
    ...(list.value.state && { cursor: list.value.state.after }),
  });
  return ok(list.value.page(found));
});

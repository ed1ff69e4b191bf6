import { ok } from '../../model/result.ts';
import { huntList } from '../contract/hunt-list.ts';
import { listing } from '../listing.ts';
import { ownedBy } from '../ownership.ts';
import { tenantRoute } from '../route.ts';

export const huntListRoute = tenantRoute(huntList, async (tenant, { query }, services) => {
  const list = await listing(huntList, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const found = await services.hunts.list(tenant, {
    limit: query.limit,
    ...(list.value.state && { cursor: list.value.state.after }),
  });
  ownedBy(tenant, found.items);
  return ok(list.value.page(found));
});

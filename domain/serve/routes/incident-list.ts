import { fail, ok } from '../../model/result.ts';
import { incidentList } from '../contract/incident-list.ts';
import { listing } from '../listing.ts';
import { ownedBy } from '../ownership.ts';
import { invalid } from '../problem.ts';
import { tenantRoute } from '../route.ts';

const utc = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

export const incidentListRoute = tenantRoute(incidentList, async (tenant, { query }, services) => {
  const from = utc(query.from);
  const to = utc(query.to);
  if (from !== undefined && to !== undefined && from >= to) {
    return fail(invalid([{ field: 'from', reason: 'must be before `to`' }]));
  }
  const list = await listing(incidentList, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const found = await services.incidents.list(tenant, {
    limit: query.limit,
    ...(query.status && { status: query.status }),
    ...(query.band && { band: query.band }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(list.value.state && { cursor: list.value.state.after }),
  });
  ownedBy(tenant, found.items);
  return ok(list.value.page(found));
});

import { ok } from '../../model/result.ts';
import { reportList } from '../contract/report-list.ts';
import { listing } from '../listing.ts';
import { tenantRoute } from '../route.ts';

export const reportListRoute = tenantRoute(reportList, async (tenant, { query }, services) => {
  const list = await listing(reportList, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const found = await services.reports.list(tenant, {
    limit: query.limit,
    ...(list.value.state && { cursor: list.value.state.after }),
  });
  return ok(list.value.page(found));
});

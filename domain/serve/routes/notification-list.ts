import { ok } from '../../model/result.ts';
import { notificationList } from '../contract/notification-list.ts';
import { listing } from '../listing.ts';
import { tenantRoute } from '../route.ts';

export const notificationListRoute = tenantRoute(notificationList, async (tenant, { query }, services) => {
  const list = await listing(notificationList, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const found = await services.notifications.list(tenant, {
    limit: query.limit,
    ...(list.value.state && { cursor: list.value.state.after }),
  });
  return ok(list.value.page(found));
});

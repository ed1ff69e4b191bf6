import type { Alert } from '../../model/alert.ts';
import { ok } from '../../model/result.ts';
import { alertList } from '../contract/alert-list.ts';
import { listing } from '../listing.ts';
import { ownedBy } from '../ownership.ts';
import { tenantRoute } from '../route.ts';
import { timeWindow } from '../time-window.ts';

/** Pages of the store read for one request where the filters let little through. */
const PAGES_PER_REQUEST = 10;

export const alertListRoute = tenantRoute(alertList, async (tenant, { query, now }, services) => {
  const list = await listing(alertList, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const window = timeWindow(list.value.state ?? query, now);
  if (!window.ok) return window;
  const { from, to } = window.value;
  const wanted = ({ rule }: Alert): boolean =>
    (query.rule === undefined || rule.id === query.rule) &&
    (query.min_level === undefined || rule.level >= query.min_level);

  let cursor = list.value.state?.after;
  let items: Alert[] = [];
  for (let page = 0; page < PAGES_PER_REQUEST && items.length === 0; page++) {
    const found = await services.alerts.list(tenant, from, to, query.limit, cursor);
    items = ownedBy(tenant, found.items).filter(wanted);
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  return ok(list.value.page({ items, ...(cursor !== undefined && { cursor }) }, window.value));
});

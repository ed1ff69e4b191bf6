import { ok } from '../../model/result.ts';
import { eventSearch } from '../contract/event-search.ts';
import { eventDocuments } from '../event-documents.ts';
import { eventFilters } from '../event-filters.ts';
import { listing } from '../listing.ts';
import { tenantRoute } from '../route.ts';
import { timeWindow } from '../time-window.ts';

export const eventSearchRoute = tenantRoute(eventSearch, async (tenant, { query, now }, services) => {
  const filters = eventFilters(query.filter ?? []);
  if (!filters.ok) return filters;
  const list = await listing(eventSearch, tenant, query, query.cursor, services);
  if (!list.ok) return list;
  const window = timeWindow(list.value.state ?? query, now);
  if (!window.ok) return window;
  const found = await services.search.search(tenant, {
    kind: 'events',
    filters: filters.value,
    ...window.value,
    limit: query.limit,
    ...(query.q !== undefined && { text: query.q }),
    ...(list.value.state && { cursor: list.value.state.after }),
  });
  return ok(list.value.page({ ...found, items: eventDocuments(tenant, found.items) }, window.value));
});

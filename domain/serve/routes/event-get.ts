import { fail, ok } from '../../model/result.ts';
import { eventGet } from '../contract/event-get.ts';
import { eventDocuments } from '../event-documents.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

export const eventGetRoute = tenantRoute(eventGet, async (tenant, { params }, services) => {
  const found = await services.search.search(tenant, {
    kind: 'events',
    filters: [{ field: 'event.id', value: params.id }],
    limit: 1,
  });
  const [event] = eventDocuments(tenant, found.items);
  if (event) return ok(event);
  return fail(problem('not-found', 'Search holds no event with this id; a new event is there after a few seconds.'));
});

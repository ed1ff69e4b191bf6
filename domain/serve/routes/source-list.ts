import { ok } from '../../model/result.ts';
import { sourceList } from '../contract/source-list.ts';
import { ownedBy } from '../ownership.ts';
import { tenantRoute } from '../route.ts';

export const sourceListRoute = tenantRoute(sourceList, async (tenant, _request, services) => {
  const sources = ownedBy(tenant, await services.sources.list(tenant));
  return ok({
    items: sources.map(({ id, ingress, trust, enabled, lastSeenAt, linesLastHour, wrong }) => ({
      id,
      ingress,
      trust,
      enabled,
      ...(lastSeenAt !== undefined && { last_seen_at: lastSeenAt }),
      lines_last_hour: linesLastHour,
      ...(wrong !== undefined && {
        condition: wrong.condition,
        since: wrong.since,
        blind_rules: [...wrong.blindRules],
        blind_techniques: [...wrong.blindTechniques],
      }),
    })),
  });
});

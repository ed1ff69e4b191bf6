import type { Alert } from '../../model/alert.ts';
import { fail, ok } from '../../model/result.ts';
import { incidentAlerts } from '../contract/incident-alerts.ts';
import { listing } from '../listing.ts';
import { ownedBy } from '../ownership.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

/** Reads in flight at a time. */
const AT_A_TIME = 25;

export const incidentAlertsRoute = tenantRoute(incidentAlerts, async (tenant, { params, query }, services) => {
  const list = await listing(incidentAlerts, tenant, { ...query, id: params.id }, query.cursor, services);
  if (!list.ok) return list;
  const incident = await services.incidents.get(tenant, params.id);
  if (!incident) return fail(problem('not-found', 'The tenant has no incident with this id.'));
  const ids = await services.incidents.alertIdsOf(tenant, params.id, query.limit, list.value.state?.after);
  const alerts: Alert[] = [];
  const missing: string[] = [];
  for (let at = 0; at < ids.items.length; at += AT_A_TIME) {
    const chunk = ids.items.slice(at, at + AT_A_TIME);
    const found = await Promise.all(chunk.map(async (id) => ({ id, alert: await services.alerts.get(tenant, id) })));
    for (const { id, alert } of found) {
      if (alert) alerts.push(alert);
      else missing.push(id);
    }
  }
  ownedBy(tenant, [incident, ...alerts]);
  const page = list.value.page({ items: alerts, ...(ids.cursor !== undefined && { cursor: ids.cursor }) });
  return ok({ ...page, missing });
});

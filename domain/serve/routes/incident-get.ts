import { fail, ok } from '../../model/result.ts';
import { incidentGet } from '../contract/incident-get.ts';
import { ownedBy } from '../ownership.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

const ALERT_IDS = 200;

export const incidentGetRoute = tenantRoute(incidentGet, async (tenant, { params }, services) => {
  const incident = await services.incidents.get(tenant, params.id);
  if (!incident) return fail(problem('not-found', 'The tenant has no incident with this id.'));
  ownedBy(tenant, [incident]);
  const alerts = await services.incidents.alertIdsOf(tenant, params.id, ALERT_IDS);
  return ok({ ...incident, alert_ids: [...alerts.items] });
});

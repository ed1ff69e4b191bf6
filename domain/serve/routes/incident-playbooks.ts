import { fail, ok } from '../../model/result.ts';
import { incidentPlaybooks } from '../contract/incident-playbooks.ts';
import { ownedBy } from '../ownership.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

export const incidentPlaybooksRoute = tenantRoute(incidentPlaybooks, async (tenant, { params }, services) => {
  const incident = await services.incidents.get(tenant, params.id);
  if (!incident) return fail(problem('not-found', 'The tenant has no incident with this id.'));
  ownedBy(tenant, [incident]);
  return ok({ items: [...(await services.plans.ofIncident(tenant, params.id))] });
});

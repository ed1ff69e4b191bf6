import { fail, ok } from '../../model/result.ts';
import { alertGet } from '../contract/alert-get.ts';
import { ownedBy } from '../ownership.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

export const alertGetRoute = tenantRoute(alertGet, async (tenant, { params }, services) => {
  const alert = await services.alerts.get(tenant, params.id);
  if (!alert) return fail(problem('not-found', 'The tenant has no alert with this id.'));
  ownedBy(tenant, [alert]);
  return ok(alert);
});

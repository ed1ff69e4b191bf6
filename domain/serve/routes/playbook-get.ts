import { fail, ok } from '../../model/result.ts';
import { playbookGet } from '../contract/playbook-get.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

/** A plan has fewer actions than that. */
const ACTIONS = 200;

export const playbookGetRoute = tenantRoute(playbookGet, async (tenant, { params }, services) => {
  const plan = await services.plans.get(tenant, params.id);
  if (!plan) return fail(problem('not-found', 'The tenant has no playbook with this id.'));
  const [approval, actions] = await Promise.all([
    services.approvals.get(tenant, params.id),
    services.actions.list(tenant, { playbookId: params.id, limit: ACTIONS }),
  ]);
  return ok({ plan, ...(approval && { approval }), actions: [...actions.items] });
});

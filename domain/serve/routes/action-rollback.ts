import { fail, never, ok } from '../../model/result.ts';
import { actionRollback } from '../contract/action-rollback.ts';
import { problem } from '../problem.ts';
import { commandRoute } from '../route.ts';

export const actionRollbackRoute = commandRoute(actionRollback, async (tenant, { body, principal, now }, services) => {
  const outcome = await services.rollback(tenant, body.action_id, `user:${principal.subject}`, now);
  switch (outcome.kind) {
    case 'rolled_back':
      return ok(outcome.action);
    case 'not_found':
      return fail(problem('not-found', 'The tenant has no action with this id.'));
    case 'refused':
      return fail(problem('conflict', outcome.reason));
    default:
      return never(outcome);
  }
});

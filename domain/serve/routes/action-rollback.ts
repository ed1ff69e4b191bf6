import type { ActionStatus } from '../../model/response.ts';
import { fail, never, ok } from '../../model/result.ts';
import { actionRollback } from '../contract/action-rollback.ts';
import { problem } from '../problem.ts';
import { commandRoute } from '../route.ts';

const notExecuted = (status: ActionStatus): string =>
  status === 'executing'
    ? 'The action still runs: wait until it is verified or failed.'
    : `The action is ${status}: nothing of it is in force, so there is nothing to take back.`;

export const actionRollbackRoute = commandRoute(actionRollback, async (tenant, { body, principal }, services) => {
  const outcome = await services.rollback(tenant, body.action_id, `user:${principal.subject}`);
  if (outcome.ok) return ok(outcome.value);
  const refusal = outcome.error;
  switch (refusal.kind) {
    case 'not_found':
      return fail(problem('not-found', 'The tenant has no action with this id.'));
    case 'not_executed':
      return fail(problem('conflict', notExecuted(refusal.status)));
    case 'rollback_failed': {
      const detail = 'It could not be taken back yet; GET /api/v1/actions says why. Send the same again.';
      return fail(problem('unavailable', detail, {}, { 'retry-after': '5' }));
    }
    default:
      return never(refusal);
  }
});

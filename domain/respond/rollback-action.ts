import type { ResponseAction } from '../model/response.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';
import { auditAction } from './action-audit.ts';
import { moveAction } from './move-action.ts';
import { settleRollback } from './plan-outcome.ts';
import type { RollbackPorts } from './ports.ts';
import { rollback } from './take-back.ts';

export type RollbackRefusal =
  | { readonly kind: 'not_found' }
  /** There is nothing to take back, or it still runs. */
  | { readonly kind: 'not_executed'; readonly status: ResponseAction['status'] }
  /** The world outside refused; the action stays `rolling_back` and the call may be repeated. */
  | { readonly kind: 'rollback_failed'; readonly reason: string };

const takenBack = async (
  tenant: TenantId,
  action: ResponseAction,
  actor: string,
  ports: RollbackPorts,
): Promise<Result<ResponseAction, RollbackRefusal>> => {
  if (action.status === 'rolled_back') {
    await auditAction(tenant, 'action_rolled_back', action, ports, actor);
    return ok(action);
  }
  const adapter = ports.adapters[action.action_type];
  if (action.status !== 'verified' && action.status !== 'rolling_back')
    return fail({ kind: 'not_executed', status: action.status });
  if (adapter === undefined)
    return fail({ kind: 'rollback_failed', reason: `nothing here can take back ${action.action_type}` });
  await auditAction(tenant, 'rollback_requested', action, ports, actor);
  const leaving =
    action.status === 'verified'
      ? await moveAction(tenant, action, 'verified', { status: 'rolling_back' }, ports)
      : action;
  const reason = await rollback(tenant, leaving, adapter);
  if (reason !== undefined) {
    const detail = `the rollback failed, repeat it: ${reason}`;
    await moveAction(tenant, leaving, 'rolling_back', { status: 'rolling_back', detail }, ports);
    return fail({ kind: 'rollback_failed', reason });
  }
  const detail = `rolled back by ${actor}`;
  const done = await moveAction(tenant, leaving, 'rolling_back', { status: 'rolled_back', detail }, ports);
  await auditAction(tenant, 'action_rolled_back', done, ports, actor);
  return ok(done);
};

/**
 * Takes an executed action back for a person, also while the kill switch is engaged; once the last action of its plan is
 * taken back, plan and incident are rolled back too. May be repeated. `actor`: `user:<subject>`.
 */
export const rollbackAction = async (
  tenant: TenantId,
  actionId: string,
  actor: string,
  ports: RollbackPorts,
): Promise<Result<ResponseAction, RollbackRefusal>> => {
  const known = await ports.actions.get(tenant, actionId);
  if (known === undefined) return fail({ kind: 'not_found' });
  const result = await ports.actions.exclusively(tenant, known.action_type, async () => {
    const action = (await ports.actions.get(tenant, actionId)) ?? known;
    return await takenBack(tenant, action, actor, ports);
  });
  if (result.ok) await settleRollback(tenant, result.value.playbook_id, ports);
  return result;
};

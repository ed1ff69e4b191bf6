import type { ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ResponseAdapter } from '../ports/response-adapter.ts';
import { auditAction } from './action-audit.ts';
import { applyAction } from './apply-action.ts';
import { beginAction, validateAction } from './begin-action.ts';
import { actionOf, moveAction } from './move-action.ts';
import type { ActionPorts } from './ports.ts';
import { auditFailure, takeBack } from './take-back.ts';

export type ExecuteAnswer = { readonly status: 'verified' | 'rejected' | 'failed' };

/** What became of an action that nothing more is done to; its audit entry is there, also after a crash before it. */
const endOf = async (
  tenant: TenantId,
  action: ResponseAction,
  ports: ActionPorts,
): Promise<ExecuteAnswer | undefined> => {
  switch (action.status) {
    case 'verified':
      await auditAction(tenant, 'action_verified', action, ports);
      return { status: 'verified' };
    case 'rejected':
      await auditAction(tenant, 'action_rejected', action, ports);
      return { status: 'rejected' };
    case 'failed':
      await auditFailure(tenant, action, ports);
      return { status: 'failed' };
    case 'shadowed':
      return { status: 'rejected' };
    // A person took it back meanwhile.
    case 'rolled_back':
      return { status: 'failed' };
    default:
      return undefined;
  }
};

const reject = async (
  tenant: TenantId,
  action: ResponseAction,
  detail: string,
  ports: ActionPorts,
): Promise<ExecuteAnswer> => {
  const rejected = await moveAction(tenant, action, 'planned', { status: 'rejected', detail }, ports);
  await auditAction(tenant, 'action_rejected', rejected, ports);
  return { status: 'rejected' };
};

const giveUp = async (
  tenant: TenantId,
  action: ResponseAction,
  reason: string,
  adapter: ResponseAdapter,
  ports: ActionPorts,
): Promise<ExecuteAnswer> => {
  await takeBack(tenant, action, reason, adapter, ports);
  return { status: 'failed' };
};

const run = async (
  tenant: TenantId,
  action: ResponseAction,
  adapter: ResponseAdapter,
  ports: ActionPorts,
): Promise<ExecuteAnswer> => {
  if (action.status === 'rolling_back') return await giveUp(tenant, action, 'it was interrupted', adapter, ports);
  const isNew = action.status === 'planned';
  const valid = await validateAction(tenant, action, adapter, ports);
  if (!valid.ok)
    return isNew
      ? await reject(tenant, action, valid.error, ports)
      : await giveUp(tenant, action, valid.error, adapter, ports);
  let executing = action;
  if (isNew) {
    const begun = await beginAction(tenant, action, valid.value, adapter, ports);
    if (!begun.ok) return await reject(tenant, action, begun.error, ports);
    executing = begun.value;
  }
  const failure = await applyAction(tenant, executing, valid.value, adapter, ports);
  if (failure !== undefined) return await giveUp(tenant, executing, failure, adapter, ports);
  const change = { status: 'verified', detail: 'executed and verified' } as const;
  const verified = await moveAction(tenant, executing, 'executing', change, ports);
  await auditAction(tenant, 'action_verified', verified, ports);
  return { status: 'verified' };
};

/**
 * Takes an action through validate → snapshot → execute → verify → audit, one at a time a tenant and type. The snapshot is
 * stored before anything is changed, so that the call can be repeated after a crash at any point: the effect happens once,
 * and a failure takes back what was changed. What fails as expected is an answer; stores that are away are exceptions.
 */
export const executeAction = async (tenant: TenantId, actionId: string, ports: ActionPorts): Promise<ExecuteAnswer> => {
  const { action_type } = await actionOf(tenant, actionId, ports);
  return await ports.actions.exclusively(tenant, action_type, async () => {
    const action = await actionOf(tenant, actionId, ports);
    const end = await endOf(tenant, action, ports);
    if (end !== undefined) return end;
    const adapter = ports.adapters[action_type];
    if (adapter === undefined) return await reject(tenant, action, `nothing here can do ${action_type}`, ports);
    return await run(tenant, action, adapter, ports);
  });
};

/** Takes back what a crash or a timeout left half done; an action that has not begun is rejected, one that ended stays. */
export const abortAction = async (tenant: TenantId, actionId: string, ports: ActionPorts): Promise<ExecuteAnswer> => {
  const { action_type } = await actionOf(tenant, actionId, ports);
  return await ports.actions.exclusively(tenant, action_type, async () => {
    const action = await actionOf(tenant, actionId, ports);
    const end = await endOf(tenant, action, ports);
    if (end !== undefined) return end;
    const adapter = ports.adapters[action_type];
    if (action.status === 'planned' || adapter === undefined)
      return await reject(tenant, action, 'it was given up before it began', ports);
    return await giveUp(tenant, action, 'it was interrupted and given up', adapter, ports);
  });
};

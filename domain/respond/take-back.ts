import type { ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ResponseAdapter } from '../ports/response-adapter.ts';
import { auditAction } from './action-audit.ts';
import { moveAction } from './move-action.ts';
import type { ActionPorts } from './ports.ts';
import { reasonOf } from './reason.ts';

const TAKEN_BACK = '; what it changed was taken back';
const NOT_TAKEN_BACK = '; taking it back failed too, roll it back by hand: ';

type TakeBackPorts = Pick<ActionPorts, 'actions' | 'audit' | 'clock'>;

/**
 * Ends an action that must not stay: what it changed is taken back, and it has failed for `reason`. Where taking back fails
 * too, the action stays `rolling_back`, with both reasons, until a rollback by hand succeeds.
 */
export const takeBack = async (
  tenant: TenantId,
  action: ResponseAction,
  reason: string,
  adapter: ResponseAdapter,
  ports: TakeBackPorts,
): Promise<ResponseAction> => {
  const leaving =
    action.status === 'executing'
      ? await moveAction(tenant, action, 'executing', { status: 'rolling_back', detail: reason }, ports)
      : action;
  const [cause = reason] = (leaving.detail ?? reason).split(NOT_TAKEN_BACK);
  const failure = await rollback(tenant, leaving, adapter);
  const ended =
    failure === undefined
      ? ({ status: 'failed', detail: `${cause}${TAKEN_BACK}` } as const)
      : ({ status: 'rolling_back', detail: `${cause}${NOT_TAKEN_BACK}${failure}` } as const);
  const result = await moveAction(tenant, leaving, 'rolling_back', ended, ports);
  await auditFailure(tenant, result, ports);
  return result;
};

/** The entries of an action that failed, and of its rollback where that succeeded. */
export const auditFailure = async (
  tenant: TenantId,
  action: ResponseAction,
  ports: Pick<ActionPorts, 'audit' | 'clock'>,
): Promise<void> => {
  await auditAction(tenant, 'action_failed', action, ports);
  if (action.status === 'failed') await auditAction(tenant, 'action_rolled_back', action, ports);
};

/** Why the adapter could not take it back; undefined where it did. */
export const rollback = async (
  tenant: TenantId,
  { target, snapshot }: ResponseAction,
  adapter: ResponseAdapter,
): Promise<string | undefined> => {
  try {
    await adapter.rollback(tenant, target, snapshot);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
};

import type { ActionStatus, ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ActionChange } from '../ports/action-store.ts';
import type { ActionPorts } from './ports.ts';

/** The action, which must be there. */
export const actionOf = async (
  tenant: TenantId,
  actionId: string,
  { actions }: Pick<ActionPorts, 'actions'>,
): Promise<ResponseAction> => {
  const action = await actions.get(tenant, actionId);
  if (action === undefined) throw new Error(`there is no action ${actionId}`);
  return action;
};

/** Changes the action as nobody else can meanwhile, and gives it back as it is now. */
export const moveAction = async (
  tenant: TenantId,
  { action_id }: ResponseAction,
  from: ActionStatus,
  change: ActionChange,
  ports: Pick<ActionPorts, 'actions' | 'clock'>,
): Promise<ResponseAction> => {
  const moved = await ports.actions.move(tenant, action_id, [from], change, ports.clock());
  const action = await actionOf(tenant, action_id, ports);
  if (!moved) throw new Error(`the action ${action_id} is ${action.status}, not ${from}: it was changed meanwhile`);
  return action;
};

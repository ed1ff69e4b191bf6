import type { ResponseAction } from '../model/response.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ResponseAdapter } from '../ports/response-adapter.ts';
import { attempt } from './apply-action.ts';
import { moveAction } from './move-action.ts';
import type { ActionPorts } from './ports.ts';

/** The target that the adapter works on, or why the action must not be done (now): kill switch, then precheck. */
export const validateAction = async (
  tenant: TenantId,
  { target }: ResponseAction,
  adapter: ResponseAdapter,
  { policies }: Pick<ActionPorts, 'policies'>,
): Promise<Result<string, string>> => {
  if ((await policies.of(tenant)).killSwitch) return fail('the kill switch is engaged');
  const checked = await attempt('the precheck failed', () => adapter.precheck(tenant, target));
  return 'failure' in checked ? fail(checked.failure) : checked.value;
};

/** Stores the state before: from here on the action may change something. Or why that state could not be read. */
export const beginAction = async (
  tenant: TenantId,
  action: ResponseAction,
  target: string,
  adapter: ResponseAdapter,
  ports: Pick<ActionPorts, 'actions' | 'clock'>,
): Promise<Result<ResponseAction, string>> => {
  const state = await attempt('the state before could not be read', async () => ({
    blast_radius: await adapter.blastRadius(tenant, target),
    snapshot: await adapter.snapshot(tenant, target),
  }));
  if ('failure' in state) return fail(state.failure);
  return ok(await moveAction(tenant, action, 'planned', { status: 'executing', ...state.value }, ports));
};

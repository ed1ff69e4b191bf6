import type { ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { ActionStore } from '../ports/action-store.ts';
import type { RollbackPorts } from './ports.ts';

const PAGE = 100;

/** All actions of a plan. */
export const actionsOfPlan = async (
  tenant: TenantId,
  playbookId: string,
  actions: Pick<ActionStore, 'list'>,
): Promise<readonly ResponseAction[]> => {
  const found: ResponseAction[] = [];
  let cursor: string | undefined;
  do {
    const page = await actions.list(tenant, { playbookId, limit: PAGE, ...(cursor !== undefined && { cursor }) });
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
};

// An action is as it should be if it is in force, or if a person took it back.
const isGood = ({ status }: ResponseAction): boolean => status === 'verified' || status === 'rolled_back';

export type PlanOutcome = { readonly status: 'executed' | 'failed'; readonly bad: readonly ResponseAction[] };

export const outcomeOf = (actions: readonly ResponseAction[]): PlanOutcome => {
  const bad = actions.filter((action) => !isGood(action));
  return { status: bad.length > 0 ? 'failed' : 'executed', bad };
};

/** Plan and incident are rolled back once nothing of an executed plan is in force any more. */
export const settleRollback = async (
  tenant: TenantId,
  playbookId: string,
  { actions, plans, lifecycle, clock }: Pick<RollbackPorts, 'actions' | 'plans' | 'lifecycle' | 'clock'>,
): Promise<void> => {
  const plan = await plans.get(tenant, playbookId);
  if (plan === undefined || (plan.status !== 'executed' && plan.status !== 'rolled_back')) return;
  const all = await actionsOfPlan(tenant, playbookId, actions);
  if (all.length === 0 || all.some(({ status }) => status !== 'rolled_back')) return;
  const { incident_id: incidentId, revision } = plan;
  await lifecycle.transition(tenant, { incidentId, revision }, 'rolled_back', clock());
  await plans.move(tenant, playbookId, ['executed'], 'rolled_back');
};

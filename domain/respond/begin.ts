import { executableActions } from '../approve/automation-facts.ts';
import { planOf } from '../approve/current-plan.ts';
import type { PlanSubject } from '../approve/subject.ts';
import type { Plan } from '../model/plan.ts';
import type { TenantId } from '../model/tenant.ts';
import { isIntact } from '../plan/plan-hash.ts';
import { responseActionOf } from './planned-action.ts';
import type { RespondPorts } from './ports.ts';

export type BeginPorts = Pick<
  RespondPorts,
  'incidents' | 'plans' | 'approvals' | 'actions' | 'lifecycle' | 'hasher' | 'clock'
>;

export type BeginAnswer = { readonly status: 'executing' | 'stale'; readonly action_ids: readonly string[] };

const STALE: BeginAnswer = { status: 'stale', action_ids: [] };

/**
 * Whether the incident executes this plan. A newer revision may have come after an earlier try of this call had moved it;
 * then it waits for the end of the actions, and its own plan, which would void this one, is not there yet.
 */
const executes = async (
  tenant: TenantId,
  { incident_id: incidentId, revision }: Plan,
  { lifecycle, incidents, clock }: BeginPorts,
): Promise<boolean> => {
  const outcome = await lifecycle.transition(tenant, { incidentId, revision }, 'executing', clock());
  if (outcome === 'moved' || outcome === 'already') return true;
  if (outcome === 'stale') return (await incidents.get(tenant, incidentId))?.status === 'executing';
  throw new Error(`${incidentId} in revision ${revision} cannot be executed: ${outcome}`);
};

/** Throws unless the plan is, to the letter, what a person approved, or what the policy let run without one. */
const mayBeExecuted = async (
  tenant: TenantId,
  plan: Plan,
  { approvals, hasher }: Pick<BeginPorts, 'approvals' | 'hasher'>,
): Promise<void> => {
  const refuse = (reason: string): never => {
    throw new Error(`the plan ${plan.playbook_id} ${reason}: nothing of it is executed`);
  };
  if (plan.status !== 'approved' && plan.status !== 'executing') refuse(`is ${plan.status}, not approved`);
  if (!isIntact(plan, hasher)) refuse('is not what its hash says');
  const approval = await approvals.get(tenant, plan.playbook_id);
  if (approval === undefined) return;
  if (approval.status !== 'approved') refuse(`has an approval that is ${approval.status}`);
  if (approval.plan_hash !== plan.plan_hash) refuse('is not the one that was approved');
};

/** Begins the response of an approved plan: its executable actions, by id. Empty where a newer revision came before. */
export const beginResponse = async (
  tenant: TenantId,
  subject: PlanSubject,
  ports: BeginPorts,
): Promise<BeginAnswer> => {
  const plan = await planOf(tenant, subject, ports);
  if (plan.status === 'voided') return STALE;
  await mayBeExecuted(tenant, plan, ports);
  if (plan.status === 'approved' && !(await executes(tenant, plan, ports))) return STALE;
  const actions = executableActions(plan).map((planned) => responseActionOf(plan, planned, 'planned', ports.clock()));
  await ports.actions.add(tenant, actions);
  await ports.plans.move(tenant, plan.playbook_id, ['approved'], 'executing');
  return { status: 'executing', action_ids: actions.map(({ action_id }) => action_id) };
};

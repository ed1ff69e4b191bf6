import type { PlannedAction } from '../model/plan.ts';
import type { ResponseAction } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import { objectionTo } from '../respond/objection.ts';
import { responseActionOf } from '../respond/planned-action.ts';
import { type AutomationDecision, decideAutomation } from './automation.ts';
import { automationFacts, executableActions } from './automation-facts.ts';
import { currentPlan } from './current-plan.ts';
import type { ApprovePorts } from './ports.ts';
import type { PlanSubject } from './subject.ts';
import { moveIncident } from './transition.ts';

export type RecordPorts = Pick<
  ApprovePorts,
  'incidents' | 'alerts' | 'plans' | 'policies' | 'actions' | 'audit' | 'lifecycle' | 'clock'
>;

/** What the severity matrix would have made of an action that shadow does not do. */
export const shadowDetail = (
  { action_type, target }: PlannedAction,
  underMatrix: AutomationDecision,
  neverBlock: readonly string[],
): string => {
  const objection = objectionTo(action_type, target, neverBlock);
  const outcome =
    objection !== undefined
      ? `would have been refused: ${objection}`
      : underMatrix.kind === 'execute'
        ? 'would have been executed without a person'
        : `would have waited for a person: ${underMatrix.reasons.join('; ')}`;
  return `Not done, the policy is shadow. Under the policy matrix ${action_type} of ${target} ${outcome}.`;
};

const record = async (
  tenant: TenantId,
  action: ResponseAction,
  { audit, clock }: Pick<RecordPorts, 'audit' | 'clock'>,
): Promise<void> => {
  const { action_id, incident_id, action_type, target, detail = '' } = action;
  await audit.append(
    tenant,
    `action_shadowed/${action_id}`,
    {
      actor: 'system:approve',
      kind: 'action_shadowed',
      subject: action_id,
      incidentId: incident_id,
      detail: { action_type, target, would_have: detail },
    },
    clock(),
  );
};

/** Shadow: keeps what would have been done, with the reason, and does nothing. */
export const recordPlan = async (
  tenant: TenantId,
  subject: PlanSubject,
  ports: RecordPorts,
): Promise<{ readonly status: 'recorded' | 'stale' }> => {
  const current = await currentPlan(tenant, subject, ports);
  if (current === 'stale') return { status: 'stale' };
  const { plan, incident } = current;
  const { killSwitch, neverBlock } = await ports.policies.of(tenant);
  const facts = await automationFacts(tenant, current, killSwitch, ports);
  const underMatrix = decideAutomation('matrix', incident.band, facts);
  const actions = executableActions(plan).map((planned) => ({
    ...responseActionOf(plan, planned, 'shadowed', ports.clock()),
    detail: shadowDetail(planned, underMatrix, neverBlock),
  }));
  await ports.actions.add(tenant, actions);
  for (const action of actions) await record(tenant, action, ports);
  await ports.plans.move(tenant, plan.playbook_id, ['pending_approval'], 'shadowed');
  await ports.audit.append(
    tenant,
    `plan_shadowed/${plan.playbook_id}`,
    {
      actor: 'system:approve',
      kind: 'plan_shadowed',
      subject: plan.playbook_id,
      incidentId: incident.incident_id,
      detail: {
        plan_hash: plan.plan_hash,
        actions: actions.length,
        under_matrix: underMatrix.kind,
        reasons: underMatrix.reasons.join('; '),
      },
    },
    ports.clock(),
  );
  return { status: (await moveIncident(tenant, subject, 'recorded', ports)) === 'stale' ? 'stale' : 'recorded' };
};

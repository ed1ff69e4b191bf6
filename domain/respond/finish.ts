import { planOf } from '../approve/current-plan.ts';
import type { PlanSubject } from '../approve/subject.ts';
import type { Incident } from '../model/incident.ts';
import type { TenantId } from '../model/tenant.ts';
import { automaticNotice, failureNotice } from './finish-notices.ts';
import { actionsOfPlan, outcomeOf, type PlanOutcome, settleRollback } from './plan-outcome.ts';
import type { RespondPorts } from './ports.ts';

export type FinishPorts = Pick<
  RespondPorts,
  'incidents' | 'plans' | 'actions' | 'approvals' | 'lifecycle' | 'audit' | 'notifications' | 'clock'
>;

export type FinishAnswer = { readonly status: 'executed' | 'failed' | 'stale' };

type Notice = ReturnType<typeof failureNotice>;

const auditFailed = async (
  tenant: TenantId,
  { playbookId, incidentId }: PlanSubject,
  { bad }: PlanOutcome,
  { audit, clock }: FinishPorts,
): Promise<void> => {
  await audit.append(
    tenant,
    `escalated/${playbookId}`,
    {
      actor: 'system:respond',
      kind: 'escalated',
      subject: playbookId,
      incidentId,
      detail: { step: 'respond', actions: bad.map(({ action_id, status }) => `${action_id}: ${status}`).join('; ') },
    },
    clock(),
  );
};

const tell = async (
  tenant: TenantId,
  { incident_id }: Incident,
  notices: readonly Notice[],
  { notifications, clock }: FinishPorts,
): Promise<void> => {
  const created_at = new Date(clock()).toISOString();
  for (const notice of notices) await notifications.add(tenant, { ...notice, incident_id, created_at });
};

/**
 * Ends the response: incident and plan become what their actions came to, and people are told: of what ran without one,
 * and of what failed. A newer revision that waited for this starts again at `new`.
 */
export const finishResponse = async (
  tenant: TenantId,
  subject: PlanSubject,
  ports: FinishPorts,
): Promise<FinishAnswer> => {
  const { incidentId, revision, playbookId } = subject;
  const plan = await planOf(tenant, subject, ports);
  if (plan.status === 'voided' || plan.status === 'approved') return { status: 'stale' };
  const incident = await ports.incidents.get(tenant, incidentId);
  if (incident === undefined) throw new Error(`there is no incident ${incidentId}`);
  const actions = await actionsOfPlan(tenant, playbookId, ports.actions);
  const outcome = outcomeOf(actions);
  const isAutomatic = (await ports.approvals.get(tenant, playbookId)) === undefined;
  const isFailed = outcome.status === 'failed';
  if (isFailed) await auditFailed(tenant, subject, outcome, ports);
  await tell(
    tenant,
    incident,
    [
      ...(isAutomatic ? [automaticNotice(incident, playbookId, actions)] : []),
      ...(isFailed ? [failureNotice(incident, playbookId, outcome)] : []),
    ],
    ports,
  );
  if (plan.status === 'executing') {
    await ports.lifecycle.transition(tenant, { incidentId, revision }, outcome.status, ports.clock());
    await ports.plans.move(tenant, playbookId, ['executing'], outcome.status);
  }
  await settleRollback(tenant, playbookId, ports);
  return { status: outcome.status };
};

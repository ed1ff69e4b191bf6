import type { Incident } from '../model/incident.ts';
import type { Plan } from '../model/plan.ts';
import type { Approval } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import { MINUTE_MS } from '../model/time.ts';
import { currentPlan } from './current-plan.ts';
import type { ApprovePorts } from './ports.ts';
import type { PlanSubject } from './subject.ts';
import { moveIncident } from './transition.ts';

export type RequestPorts = Pick<
  ApprovePorts,
  'incidents' | 'plans' | 'policies' | 'approvals' | 'lifecycle' | 'audit' | 'notifications' | 'workflow' | 'clock'
>;

const tell = async (
  tenant: TenantId,
  incident: Incident,
  plan: Plan,
  approval: Approval,
  { audit, notifications, clock }: RequestPorts,
): Promise<void> => {
  const key = `approval_requested/${plan.playbook_id}`;
  await audit.append(
    tenant,
    key,
    {
      actor: 'system:approve',
      kind: 'approval_requested',
      subject: plan.playbook_id,
      incidentId: incident.incident_id,
      detail: { plan_hash: approval.plan_hash, expires_at: approval.expires_at, band: incident.band },
    },
    clock(),
  );
  await notifications.add(tenant, {
    notification_id: `approval_needed/${plan.playbook_id}`,
    kind: 'approval_needed',
    incident_id: incident.incident_id,
    title: `${incident.band}: a response plan waits for your decision`,
    body: `${incident.title}. Plan ${plan.playbook_id} can be approved until ${approval.expires_at}; then the answer is no.`,
    created_at: new Date(clock()).toISOString(),
  });
};

/**
 * Puts the plan before a person and keeps the task token of the execution that waits. Where there is nothing to wait for
 * any more (decided before, or a newer revision is there), the execution is resumed at once.
 */
export const requestApproval = async (
  tenant: TenantId,
  subject: PlanSubject,
  taskToken: string,
  ports: RequestPorts,
): Promise<{ readonly status: Approval['status'] }> => {
  const end = async (status: Exclude<Approval['status'], 'pending'>) => {
    await ports.workflow.resume(taskToken, { decision: status });
    return { status };
  };
  const current = await currentPlan(tenant, subject, ports);
  if (current === 'stale') return await end('voided');
  const { incident, plan } = current;
  const { approvalMinutes } = await ports.policies.of(tenant);
  const now = ports.clock();
  const approval = await ports.approvals.request(
    tenant,
    {
      playbookId: plan.playbook_id,
      incidentId: incident.incident_id,
      planHash: plan.plan_hash,
      taskToken,
      expiresAt: now + approvalMinutes * MINUTE_MS,
    },
    now,
  );
  if (approval.status !== 'pending') return await end(approval.status);
  // The approval is stored by now: a newer revision that comes after this voids it and resumes the execution itself.
  if ((await moveIncident(tenant, subject, 'pending_approval', ports)) === 'stale') return await end('voided');
  await tell(tenant, incident, plan, approval, ports);
  return { status: 'pending' };
};

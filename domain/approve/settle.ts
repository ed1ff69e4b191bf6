import type { IncidentStatus } from '../model/incident.ts';
import type { Approval, AuditKind } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import { planOf } from './current-plan.ts';
import type { ApprovePorts } from './ports.ts';
import type { PlanSubject } from './subject.ts';
import { moveIncident } from './transition.ts';

export type SettlePorts = Pick<ApprovePorts, 'plans' | 'approvals' | 'lifecycle' | 'audit' | 'clock'>;

export type SettledDecision = 'approved' | 'denied' | 'expired' | 'voided';

type Ending = { readonly incident: IncidentStatus; readonly audit: AuditKind };

/** Voided plans end nothing: their incident goes on in its newer revision. */
const ENDINGS: Readonly<Record<Exclude<SettledDecision, 'voided'>, Ending>> = {
  approved: { incident: 'approved', audit: 'approval_granted' },
  denied: { incident: 'denied', audit: 'approval_denied' },
  expired: { incident: 'expired', audit: 'approval_expired' },
};

const record = async (
  tenant: TenantId,
  kind: AuditKind,
  approval: Approval,
  { audit, clock }: SettlePorts,
): Promise<void> => {
  const { playbook_id, incident_id, plan_hash, decided_by, comment } = approval;
  await audit.append(
    tenant,
    `${kind}/${playbook_id}`,
    {
      actor: decided_by === undefined ? 'system:approve' : `user:${decided_by}`,
      kind,
      subject: playbook_id,
      incidentId: incident_id,
      detail: { plan_hash, ...(comment !== undefined && { comment }) },
    },
    clock(),
  );
};

/**
 * Moves the incident as the approval was settled. The stored approval counts, not what the execution was resumed with; the
 * audit entry is the one of the decision's own key, so that it is there however the decision came about.
 */
export const settleApproval = async (
  tenant: TenantId,
  subject: PlanSubject,
  ports: SettlePorts,
): Promise<{ readonly status: SettledDecision | 'stale' }> => {
  const plan = await planOf(tenant, subject, ports);
  const approval = await ports.approvals.get(tenant, plan.playbook_id);
  if (approval === undefined || approval.status === 'pending')
    throw new Error(`the approval of ${plan.playbook_id} is not settled`);
  const { status } = approval;
  if (status === 'voided') return { status };
  const { incident, audit } = ENDINGS[status];
  await record(tenant, audit, approval, ports);
  return { status: (await moveIncident(tenant, subject, incident, ports)) === 'stale' ? 'stale' : status };
};

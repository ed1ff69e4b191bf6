import type { TenantId } from '../model/tenant.ts';
import { planOf } from './current-plan.ts';
import type { ApprovePorts } from './ports.ts';
import { type SettledDecision, type SettlePorts, settleApproval } from './settle.ts';
import type { PlanSubject } from './subject.ts';

export type ExpirePorts = SettlePorts & Pick<ApprovePorts, 'approvals'>;

/** Ends the wait for a person. The store says what came first: the decision, a newer revision, or the end of the time. */
export const expireApproval = async (
  tenant: TenantId,
  subject: PlanSubject,
  ports: ExpirePorts,
): Promise<{ readonly decision: SettledDecision }> => {
  const plan = await planOf(tenant, subject, ports);
  const approval = await ports.approvals.expire(tenant, plan.playbook_id, ports.clock());
  if (approval === undefined) throw new Error(`no approval of ${plan.playbook_id} was requested`);
  if (approval.status === 'pending') throw new Error(`the approval of ${plan.playbook_id} did not expire`);
  if (approval.status === 'expired') await settleApproval(tenant, subject, ports);
  return { decision: approval.status };
};

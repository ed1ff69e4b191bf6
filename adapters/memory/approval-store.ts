import { judgeDecision, settledApproval } from '../../domain/approve/judge-decision.ts';
import type { Approval } from '../../domain/model/response.ts';
import { storableText } from '../../domain/model/storable-text.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { ApprovalStore } from '../../domain/ports/plan-store.ts';
import type { PlanState } from './plan-state.ts';

/** Approvals in memory; memoryPlans makes them together with their plans. */
export const memoryApprovalStore = (stateOf: PlanState): ApprovalStore => {
  const keep = (tenant: TenantId, approval: Approval, taskToken: string): Approval => {
    const { plans, approvals } = stateOf(tenant);
    approvals.set(approval.playbook_id, { approval, taskToken });
    const plan = plans.get(approval.playbook_id);
    if (plan?.status === 'pending_approval' && approval.status !== 'pending')
      plans.set(plan.playbook_id, { ...plan, status: approval.status });
    return structuredClone(approval);
  };
  return {
    async request(tenant, { playbookId, incidentId, planHash, taskToken, expiresAt }, now) {
      const { plans, approvals } = stateOf(tenant);
      const kept = approvals.get(playbookId);
      if (kept) return keep(tenant, kept.approval, kept.approval.status === 'pending' ? taskToken : kept.taskToken);
      const plan = plans.get(playbookId);
      if (plan?.plan_hash !== planHash)
        throw new Error(`an approval of ${playbookId} was requested under a hash that is not the plan's`);
      const pending: Approval = {
        playbook_id: playbookId,
        incident_id: incidentId,
        plan_hash: planHash,
        status: 'pending',
        requested_at: new Date(now).toISOString(),
        expires_at: new Date(expiresAt).toISOString(),
      };
      const isWaiting = plan.status === 'pending_approval';
      return keep(tenant, isWaiting ? pending : settledApproval(pending, 'voided', now), taskToken);
    },
    async get(tenant, playbookId) {
      return structuredClone(stateOf(tenant).approvals.get(playbookId)?.approval);
    },
    async decide(tenant, playbookId, decision, now) {
      const { plans, approvals } = stateOf(tenant);
      const [kept, plan] = [approvals.get(playbookId), plans.get(playbookId)];
      if (!kept || !plan) return { kind: 'not_found' };
      const { approval, taskToken } = kept;
      const judgement = judgeDecision(approval, plan, decision, now);
      if (judgement === 'hash_mismatch') return { kind: 'hash_mismatch' };
      if (judgement === 'settled') return { kind: 'settled', taskToken, approval: structuredClone(approval) };
      if (judgement !== 'decided') {
        const ended = keep(tenant, settledApproval(approval, judgement, now), taskToken);
        return { kind: 'settled', taskToken, approval: ended };
      }
      const { by, comment } = decision;
      const person = { by: storableText(by), ...(comment !== undefined && { comment: storableText(comment) }) };
      const decided = keep(tenant, settledApproval(approval, decision.verdict, now, person), taskToken);
      return { kind: 'decided', taskToken, approval: decided };
    },
    async expire(tenant, playbookId, now) {
      const kept = stateOf(tenant).approvals.get(playbookId);
      if (!kept) return undefined;
      const { approval, taskToken } = kept;
      if (approval.status !== 'pending') return structuredClone(approval);
      return keep(tenant, settledApproval(approval, 'expired', now), taskToken);
    },
  };
};

import { settledApproval } from '../../domain/approve/judge-decision.ts';
import { VOIDABLE } from '../../domain/approve/void-plans.ts';
import type { Plan } from '../../domain/model/plan.ts';
import type { ApprovalStore, PlanStore } from '../../domain/ports/plan-store.ts';
import { memoryApprovalStore } from './approval-store.ts';
import { newestFirst } from './newest-first.ts';
import { type PlanState, planState, type TenantPlans } from './plan-state.ts';

const voidEarlier = ({ plans, approvals }: TenantPlans, plan: Plan): void => {
  const earlier = [...plans.values()].filter(
    ({ incident_id, revision, status }) =>
      incident_id === plan.incident_id && revision < plan.revision && VOIDABLE.includes(status),
  );
  for (const one of earlier) {
    plans.set(one.playbook_id, { ...one, status: 'voided' });
    const kept = approvals.get(one.playbook_id);
    if (kept?.approval.status === 'pending') {
      const approval = settledApproval(kept.approval, 'voided', Date.parse(plan.created_at));
      approvals.set(one.playbook_id, { ...kept, approval });
    }
  }
};

const memoryPlanStore = (stateOf: PlanState): PlanStore => ({
  async put(tenant, plan) {
    const state = stateOf(tenant);
    const { plans, approvals } = state;
    if (!plans.has(plan.playbook_id)) {
      const isSuperseded = [...plans.values()].some(
        ({ incident_id, revision }) => incident_id === plan.incident_id && revision > plan.revision,
      );
      plans.set(plan.playbook_id, structuredClone(isSuperseded ? { ...plan, status: 'voided' } : plan));
    }
    voidEarlier(state, plan);
    const voided = [...plans.values()]
      .filter(
        ({ incident_id, revision, status }) =>
          incident_id === plan.incident_id && revision < plan.revision && status === 'voided',
      )
      .map(({ playbook_id }) => {
        const taskToken = approvals.get(playbook_id)?.taskToken;
        return { playbookId: playbook_id, ...(taskToken !== undefined && { taskToken }) };
      });
    return { plan: structuredClone(plans.get(plan.playbook_id) ?? plan), voided };
  },
  async get(tenant, playbookId) {
    return structuredClone(stateOf(tenant).plans.get(playbookId));
  },
  async ofIncident(tenant, incidentId) {
    return structuredClone(
      [...stateOf(tenant).plans.values()]
        .filter(({ incident_id }) => incident_id === incidentId)
        .sort((a, b) => b.revision - a.revision),
    );
  },
  async list(tenant, { status, ...query }) {
    const found = [...stateOf(tenant).plans.values()].filter((plan) => !status || status.includes(plan.status));
    return newestFirst(found, ({ created_at, playbook_id }) => ({ at: created_at, id: playbook_id }), query);
  },
  async move(tenant, playbookId, from, to) {
    const { plans } = stateOf(tenant);
    const plan = plans.get(playbookId);
    if (!plan || !from.includes(plan.status)) return false;
    plans.set(playbookId, { ...plan, status: to });
    return true;
  },
});

/** Plans and their approvals in memory: they share what they keep, as their tables do. */
export const memoryPlans = (): { readonly plans: PlanStore; readonly approvals: ApprovalStore } => {
  const state = planState();
  return { plans: memoryPlanStore(state), approvals: memoryApprovalStore(state) };
};

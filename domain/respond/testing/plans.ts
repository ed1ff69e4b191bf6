import { nodeHasher } from '../../../adapters/hashing.ts';
import type { Incident } from '../../model/incident.ts';
import { Plan, type PlannedAction, playbookIdOf } from '../../model/plan.ts';
import { planHashOf } from '../../plan/plan-hash.ts';

export const blockOf = (target: string, n = 1): PlannedAction => ({
  key: `a${n}`,
  action_type: 'block_ip',
  target,
  reason: 'it attacks',
  severity: 'MEDIUM',
  auto_execute: true,
  evidence: ['alert'],
});

/** A plan with these actions, for tests. */
export const planWith = (
  { incident_id, revision, band }: Pick<Incident, 'incident_id' | 'revision' | 'band'>,
  actions: readonly PlannedAction[],
): Plan => {
  const plan = {
    playbook_id: playbookIdOf(incident_id, revision),
    incident_id,
    revision,
    status: 'pending_approval' as const,
    priority: band,
    response_plan: {
      phase_1_contain: 'Block.',
      phase_2_investigate: 'Look.',
      phase_3_remediate: 'Mend.',
      phase_4_recover: 'Return.',
    },
    soar_actions: [...actions],
    executive_summary: 'An attack.',
    llm_confidence: 0.5,
    statements: [],
    planner: 'test',
    created_at: '2026-02-18T10:10:00.000Z',
  };
  return Plan.parse({ ...plan, plan_hash: planHashOf(plan, nodeHasher) });
};

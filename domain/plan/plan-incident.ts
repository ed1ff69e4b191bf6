import type { Hasher } from '../model/hashing.ts';
import { type PLAN_SECTIONS, type Plan, type PlanStatement, playbookIdOf } from '../model/plan.ts';
import { type PlanInput, planFacts } from './plan-facts.ts';
import { planHashOf } from './plan-hash.ts';
import { plannedActions } from './planned-actions.ts';
import { analysis } from './sections/analysis.ts';
import { contain } from './sections/contain.ts';
import { executiveSummary } from './sections/executive-summary.ts';
import { investigate } from './sections/investigate.ts';
import { recover } from './sections/recover.ts';
import { remediate } from './sections/remediate.ts';

/** Counts up whenever the same input gives another plan. */
const PLANNER = 'template 1';

const textOf = (statements: readonly PlanStatement[], section: (typeof PLAN_SECTIONS)[number]): string =>
  statements
    .filter((statement) => statement.section === section)
    .map(({ text }) => text)
    .join(' ');

/**
 * The plan for an incident, written from templates: the same input in any order gives the same plan and hash. Every
 * statement and action cites alerts, events, assets or CVEs; text from logs is quoted as bounded plain text.
 * `llm_confidence` is the score's, as no model adds to it. `alerts` must hold at least one.
 */
export const planIncident = (input: PlanInput, hasher: Hasher): Plan => {
  const facts = planFacts(input);
  const { incident } = facts;
  const actions = plannedActions(facts);
  const statements = [
    ...analysis(facts),
    ...contain(facts, actions),
    ...investigate(facts),
    ...remediate(facts),
    ...recover(facts, actions),
    ...executiveSummary(facts, actions),
  ];
  const plan: Omit<Plan, 'plan_hash'> = {
    playbook_id: playbookIdOf(incident.incident_id, incident.revision),
    incident_id: incident.incident_id,
    revision: incident.revision,
    status: 'pending_approval',
    priority: incident.band,
    response_plan: {
      phase_1_contain: textOf(statements, 'phase_1_contain'),
      phase_2_investigate: textOf(statements, 'phase_2_investigate'),
      phase_3_remediate: textOf(statements, 'phase_3_remediate'),
      phase_4_recover: textOf(statements, 'phase_4_recover'),
    },
    soar_actions: [...actions],
    executive_summary: textOf(statements, 'executive_summary'),
    llm_confidence: facts.score.confidence,
    statements,
    planner: PLANNER,
    created_at: facts.createdAt,
  };
  return { ...plan, plan_hash: planHashOf(plan, hasher) };
};

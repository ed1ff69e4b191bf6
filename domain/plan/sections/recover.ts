import type { PlannedAction, PlanStatement } from '../../model/plan.ts';
import { idsOf, idsOfEntities, namesOf, type PlanFacts } from '../plan-facts.ts';
import { statement } from '../statement.ts';

const SECTION = 'phase_4_recover';

/** Goes back to normal, and watches. */
export const recover = (facts: PlanFacts, actions: readonly PlannedAction[]): readonly PlanStatement[] => {
  const blocks = actions.filter(({ action_type }) => action_type === 'block_ip');
  const accounts = actions.filter(
    ({ action_type }) => action_type === 'disable_account' || action_type === 'isolate_host',
  );
  const cited = (some: readonly PlannedAction[]): string[] => some.flatMap(({ evidence }) => evidence);
  return [
    ...statement(
      SECTION,
      `Take back ${blocks.length === 1 ? 'the block' : 'the blocks'} when the cause is removed: a rollback removes only what this plan added.`,
      cited(blocks),
    ),
    ...statement(
      SECTION,
      'Enable accounts and connect machines again one by one, after their owners were asked.',
      cited(accounts),
    ),
    ...statement(SECTION, `Watch for 48 hours: ${namesOf(facts.entities)}.`, idsOfEntities(facts.entities.slice(0, 5))),
    ...statement(
      SECTION,
      'Close the incident with what was found, so that the next one is decided faster.',
      idsOf(facts.alerts),
    ),
  ];
};

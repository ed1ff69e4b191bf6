import { quoted } from '../../incident/quoted-text.ts';
import type { PlanStatement } from '../../model/plan.ts';
import { DAY_MS } from '../../model/time.ts';
import { count, idsOf, idsOfEntities, namesOf, type PlanFacts, timeOf } from '../plan-facts.ts';
import { statement } from '../statement.ts';
import { TACTIC_GUIDANCE } from '../tactic-guidance.ts';

const SECTION = 'phase_2_investigate';
const MAXIMUM_LINES = 3;
const MAXIMUM_TACTICS = 3;

/** The line that fired each of the highest rules, quoted: whoever wrote it may have been the attacker. */
const lines = ({ rules }: PlanFacts): readonly PlanStatement[] =>
  rules.slice(0, MAXIMUM_LINES).flatMap(({ id, alerts }) => {
    const [first] = alerts;
    if (!first || first.full_log.trim() === '') return [];
    return statement(SECTION, `The line that fired rule ${id} first: ${quoted(first.full_log, 300)}.`, [
      first.id,
      ...first.event_ids.slice(-1),
    ]);
  });

const events = ({ alerts }: PlanFacts): readonly PlanStatement[] => {
  const ids = [...new Set(alerts.flatMap(({ event_ids }) => event_ids))];
  return statement(SECTION, `Read the ${count(ids.length, 'event')} that the alerts rest on, as they came.`, ids);
};

const around = ({ incident, entities }: PlanFacts): readonly PlanStatement[] => {
  const from = timeOf(new Date(Date.parse(incident.first_event_at) - DAY_MS).toISOString());
  return statement(
    SECTION,
    `Search all events since ${from} that name ${namesOf(entities)}.`,
    idsOfEntities(entities.slice(0, 5)),
  );
};

const tactics = ({ enrichment, tactics, alerts }: PlanFacts): readonly PlanStatement[] =>
  tactics.slice(0, MAXIMUM_TACTICS).flatMap((tactic) => {
    const guidance = TACTIC_GUIDANCE[tactic];
    if (!guidance) return [];
    const evidence = enrichment.techniques
      .filter((technique) => technique.tactics.includes(tactic))
      .flatMap((technique) => technique.evidence);
    return statement(SECTION, `${tactic}: ${guidance.investigate}`, evidence.length > 0 ? evidence : idsOf(alerts));
  });

/** Finds out what else there is to know. */
export const investigate = (facts: PlanFacts): readonly PlanStatement[] => [
  ...lines(facts),
  ...events(facts),
  ...around(facts),
  ...tactics(facts),
];

import { lineOfText } from '../../incident/quoted-text.ts';
import type { PlannedAction, PlanStatement } from '../../model/plan.ts';
import { count, idsOf, type PlanFacts, timeOf } from '../plan-facts.ts';
import { statement } from '../statement.ts';

const SECTION = 'executive_summary';

const whatHappened = ({ incident, alerts }: PlanFacts): readonly PlanStatement[] =>
  statement(
    SECTION,
    `${lineOfText(incident.title, 200)}: ${count(incident.alert_count, 'alert')} since ${timeOf(incident.first_event_at)}, severity ${incident.band}.`,
    idsOf(alerts),
  );

const whatItMeans = ({ enrichment, score, alerts }: PlanFacts): readonly PlanStatement[] => {
  const concerned = enrichment.assets
    .slice(0, 3)
    .map(({ name, business_impact }) => `${lineOfText(name)} (${lineOfText(business_impact)})`);
  const risk = `The risk is put at ${Math.round(score.risk_score)} of 100, with ${Math.round(score.confidence * 100)} % confidence.`;
  return concerned.length > 0
    ? statement(SECTION, `Concerned: ${concerned.join(', ')}. ${risk}`, [
        ...enrichment.assets.slice(0, 3).map(({ asset_id }) => asset_id),
        ...idsOf(alerts),
      ])
    : statement(SECTION, `Which business is concerned is not known. ${risk}`, idsOf(alerts));
};

const whatIsProposed = ({ alerts }: PlanFacts, actions: readonly PlannedAction[]): readonly PlanStatement[] => {
  const automatic = actions.filter(({ auto_execute }) => auto_execute);
  const byHand = actions.length - automatic.length;
  if (actions.length === 0)
    return statement(SECTION, 'Nothing is proposed to be done by itself: people investigate.', idsOf(alerts));
  const blocks =
    automatic.length > 0 ? `to block ${automatic.length} ${automatic.length === 1 ? 'address' : 'addresses'}` : '';
  const parts = [blocks, byHand > 0 ? `${count(byHand, 'step')} for a person to take` : ''].filter(
    (part) => part !== '',
  );
  return statement(
    SECTION,
    `Proposed: ${parts.join(', and ')}.`,
    actions.flatMap(({ evidence }) => evidence),
  );
};

/** For somebody who decides and has a minute. */
export const executiveSummary = (facts: PlanFacts, actions: readonly PlannedAction[]): readonly PlanStatement[] => [
  ...whatHappened(facts),
  ...whatItMeans(facts),
  ...whatIsProposed(facts, actions),
];

import { lineOfText, quoted } from '../../incident/quoted-text.ts';
import type { PlanStatement } from '../../model/plan.ts';
import {
  count,
  idsOf,
  idsOfEntities,
  isProtected,
  namesOf,
  type PlanFacts,
  timeOf,
  timeOfAlert,
} from '../plan-facts.ts';
import { statement } from '../statement.ts';

const MAXIMUM_RULES = 5;
const MAXIMUM_ASSETS = 5;
const MAXIMUM_TECHNIQUES = 5;

const overview = (facts: PlanFacts): readonly PlanStatement[] => {
  const { incident, alerts } = facts;
  const text = [
    `${count(incident.alert_count, 'alert')} of ${count(incident.rule_ids.length, 'rule')}`,
    `between ${timeOf(incident.first_event_at)} and ${timeOf(incident.last_event_at)};`,
    `the highest rule level is ${incident.severity} (${incident.band}).`,
  ].join(' ');
  return statement('analysis', text, idsOf(alerts));
};

const rules = ({ rules }: PlanFacts): readonly PlanStatement[] =>
  rules.slice(0, MAXIMUM_RULES).flatMap(({ id, level, title, alerts }) => {
    const [first] = alerts;
    const since = first ? `, first at ${timeOfAlert(first)}` : '';
    return statement(
      'analysis',
      `Rule ${id} ${quoted(title)} (level ${level}) fired ${count(alerts.length, 'time')}${since}.`,
      idsOf(alerts),
    );
  });

const named = ({ entities }: PlanFacts): readonly PlanStatement[] =>
  statement('analysis', `Named most often: ${namesOf(entities)}.`, idsOfEntities(entities.slice(0, 5)));

const techniques = ({ enrichment, alerts }: PlanFacts): readonly PlanStatement[] =>
  enrichment.techniques
    .slice(0, MAXIMUM_TECHNIQUES)
    .flatMap(({ technique_id, name, tactics, evidence }) =>
      statement(
        'analysis',
        `The rules stand for the ATT&CK technique ${technique_id}, ${name} (${tactics.join(', ')}).`,
        evidence.length > 0 ? evidence : idsOf(alerts),
      ),
    );

const assets = (facts: PlanFacts): readonly PlanStatement[] => {
  const { enrichment, alerts } = facts;
  if (enrichment.assets.length === 0)
    return statement(
      'analysis',
      `No asset of the inventory is concerned: what the alerts name counts as protected (tier ${enrichment.asset_criticality}).`,
      idsOf(alerts),
    );
  return enrichment.assets
    .slice(0, MAXIMUM_ASSETS)
    .flatMap(({ asset_id, name, tier, business_impact, owner }) =>
      statement(
        'analysis',
        `Concerned: ${lineOfText(name)}, tier ${tier} of 10, ${lineOfText(business_impact)}; owner: ${lineOfText(owner)}.`,
        [asset_id, ...idsOf(alerts)],
      ),
    );
};

const risk = ({ score, alerts }: PlanFacts): readonly PlanStatement[] => {
  const reasons = score.factors.map(({ reason }) => lineOfText(reason, 200)).join('; ');
  const evidence = score.factors.flatMap((factor) => factor.evidence);
  return statement(
    'analysis',
    `Risk ${score.risk_score} of 100, confidence ${score.confidence}: ${reasons}.`,
    evidence.length > 0 ? evidence : idsOf(alerts),
  );
};

const cautions = (facts: PlanFacts): readonly PlanStatement[] => {
  const { alerts, incident } = facts;
  const isLowTrust = alerts.length > 0 && alerts.every(({ trust }) => trust === 'low');
  return [
    ...(alerts.length < incident.alert_count
      ? statement(
          'analysis',
          `The plan rests on ${alerts.length} of the ${incident.alert_count} alerts: the first and the last.`,
          idsOf(alerts),
        )
      : []),
    ...(isLowTrust
      ? statement(
          'analysis',
          'All alerts rest on sources of low trust: anybody could have sent these lines.',
          idsOf(alerts),
        )
      : []),
    ...(isProtected(facts)
      ? statement(
          'analysis',
          'Protected assets are concerned, or assets that nobody knows: act with care.',
          idsOf(alerts),
        )
      : []),
  ];
};

/** What happened, to whom, and how bad it is. */
export const analysis = (facts: PlanFacts): readonly PlanStatement[] => [
  ...overview(facts),
  ...rules(facts),
  ...named(facts),
  ...techniques(facts),
  ...assets(facts),
  ...risk(facts),
  ...cautions(facts),
];

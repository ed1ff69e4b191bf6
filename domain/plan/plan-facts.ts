import { PROTECTED_TIER } from '../enrich/asset-match.ts';
import { eventTimeOf } from '../incident/event-time.ts';
import { entitiesOf } from '../incident/links.ts';
import { lineOfText, quoted } from '../incident/quoted-text.ts';
import type { Alert } from '../model/alert.ts';
import type { Enrichment } from '../model/enrichment.ts';
import { type Entity, type EntityKind, entityKey } from '../model/entity.ts';
import type { Incident } from '../model/incident.ts';
import type { Score } from '../model/score.ts';
import { inOrder } from '../score/incident-alerts.ts';

/** What a plan is made of. */
export type PlanInput = {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
  readonly score: Score;
  readonly enrichment: Enrichment;
  /** RFC 3339. */
  readonly createdAt: string;
};

/** An entity with the alerts that name it, in order. */
export type EntityFacts = { readonly entity: Entity; readonly alerts: readonly Alert[] };

/** A rule with its alerts, in order. */
export type RuleFacts = {
  readonly id: string;
  readonly level: number;
  readonly title: string;
  readonly alerts: readonly Alert[];
};

/** What the sections of a plan are written from: sorted, so that the order of the input does not matter. */
export type PlanFacts = Omit<PlanInput, 'alerts'> & {
  /** By event time. */
  readonly alerts: readonly Alert[];
  /** Named most often first. */
  readonly entities: readonly EntityFacts[];
  /** The highest level first. */
  readonly rules: readonly RuleFacts[];
  /** Tactics of ATT&CK that the techniques serve, those that the alerts speak for most first. */
  readonly tactics: readonly string[];
};

/** A statement cites this many ids. */
export const MAXIMUM_EVIDENCE = 20;

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const entityFacts = (alerts: readonly Alert[]): EntityFacts[] => {
  const byKey = new Map<string, { entity: Entity; alerts: Alert[] }>();
  for (const alert of alerts)
    for (const entity of entitiesOf(alert)) {
      const key = entityKey(entity);
      const facts = byKey.get(key) ?? { entity, alerts: [] };
      facts.alerts.push(alert);
      byKey.set(key, facts);
    }
  return [...byKey]
    .toSorted(([keyA, a], [keyB, b]) => b.alerts.length - a.alerts.length || before(keyA, keyB))
    .map(([, facts]) => facts);
};

const ruleFacts = (alerts: readonly Alert[]): RuleFacts[] =>
  [...Map.groupBy(alerts, ({ rule }) => rule.id)]
    .map(([id, ofRule]) => ({
      id: lineOfText(id, 20),
      level: Math.max(...ofRule.map(({ rule }) => rule.level)),
      title: lineOfText(ofRule[0]?.rule.description ?? '') || 'without a description',
      alerts: ofRule,
    }))
    .toSorted((a, b) => b.level - a.level || b.alerts.length - a.alerts.length || before(a.id, b.id));

/** A technique of several tactics speaks for each of them less. */
const tacticsOf = (techniques: Enrichment['techniques']): string[] => {
  const weights = new Map<string, number>();
  for (const { tactics, evidence } of techniques)
    for (const tactic of tactics)
      weights.set(tactic, (weights.get(tactic) ?? 0) + Math.max(1, evidence.length) / tactics.length);
  return [...weights].toSorted(([a, x], [b, y]) => y - x || before(a, b)).map(([tactic]) => tactic);
};

export const planFacts = (input: PlanInput): PlanFacts => {
  const alerts = inOrder(input.alerts);
  return {
    ...input,
    alerts,
    entities: entityFacts(alerts),
    rules: ruleFacts(alerts),
    tactics: tacticsOf(input.enrichment.techniques),
  };
};

export const ofKind = (facts: PlanFacts, kind: EntityKind): readonly EntityFacts[] =>
  facts.entities.filter(({ entity }) => entity.kind === kind);

/** Ids of alerts, for the evidence of a statement. */
export const idsOf = (alerts: readonly Alert[]): string[] => alerts.slice(0, MAXIMUM_EVIDENCE).map(({ id }) => id);

/** Ids of the alerts of entities, each once. */
export const idsOfEntities = (entities: readonly EntityFacts[]): string[] =>
  [...new Set(entities.flatMap(({ alerts }) => idsOf(alerts)))].slice(0, MAXIMUM_EVIDENCE);

const KINDS = { user: 'user', ip: 'address', host: 'host', account: 'account', access_key: 'access key' } as const;

/** `user “anna”` */
export const nameOf = ({ kind, value }: Entity): string => `${KINDS[kind]} ${quoted(value, 80)}`;

/** `user “anna”, user “ben” and 3 more` */
export const namesOf = (entities: readonly EntityFacts[], shown = 5): string => {
  const names = entities.slice(0, shown).map(({ entity }) => nameOf(entity));
  return entities.length > shown ? `${names.join(', ')} and ${entities.length - shown} more` : names.join(', ');
};

/** `1 alert`, `2 alerts` */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `2026-02-18 10:00:00 UTC` */
export const timeOf = (timestamp: string): string =>
  `${new Date(timestamp).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** When the event of an alert was, as `timeOf` writes it. */
export const timeOfAlert = (alert: Alert): string => timeOf(new Date(eventTimeOf(alert)).toISOString());

/** Tier 9 and more, or unknown. */
export const isProtected = ({ enrichment }: PlanFacts): boolean => enrichment.asset_criticality >= PROTECTED_TIER;

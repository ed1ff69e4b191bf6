import { type Alert, bandOf, type Mitre } from '../model/alert.ts';
import type { Entity } from '../model/entity.ts';
import type { FieldValue, NormalizedEvent } from '../model/event.ts';
import type { Hasher } from '../model/hashing.ts';
import { EventId } from '../model/position.ts';
import type { Evaluation, MatchedRule } from './evaluation.ts';

/** Techniques of ATT&CK by id: names and tactics for the alert. */
export type TechniqueCatalogue = ReadonlyMap<
  string,
  { readonly technique: string; readonly tactics: readonly string[] }
>;

export type AlertContext = {
  readonly hasher: Hasher;
  readonly rulesetVersion: string;
  readonly catalogue: TechniqueCatalogue;
  /** domain/normalize/entities.ts has it. */
  readonly entitiesOf: (event: NormalizedEvent) => readonly Entity[];
};

const MAXIMUM_EVENT_IDS = 100;

/** A table's item has 400 kB: the line itself stays in the archive, an alert quotes it. */
const MAXIMUM_LOG = 32_768;
const MAXIMUM_VALUE = 4_096;
const MAXIMUM_DATA = 65_536;

const boundedData = (fields: Readonly<Record<string, string>>): Record<string, string> => {
  const data: Record<string, string> = {};
  let size = 0;
  for (const [name, value] of Object.entries(fields)) {
    const cut = value.slice(0, MAXIMUM_VALUE);
    size += name.length + cut.length;
    if (size > MAXIMUM_DATA) break;
    data[name] = cut;
  }
  return data;
};

const mitreOf = (ids: readonly string[], catalogue: TechniqueCatalogue): Mitre => {
  const known = ids.map((id) => catalogue.get(id)).filter((entry) => entry !== undefined);
  return {
    id: [...ids],
    tactic: [...new Set(known.flatMap(({ tactics }) => tactics))],
    technique: [...new Set(known.map(({ technique }) => technique))],
  };
};

/** A frequency rule counted by fields says something of those fields' entities only, not of all that the last event names. */
const entitiesOfAlert = (
  evaluation: Evaluation,
  event: NormalizedEvent,
  entitiesOf: AlertContext['entitiesOf'],
): Entity[] => {
  const all = [...entitiesOf(event)];
  const { correlation } = evaluation;
  if (correlation === undefined || correlation.kind !== 'frequency' || correlation.group.length === 0) return all;
  const values = new Set(correlation.group.map(({ value }) => value.toLowerCase()));
  const grouped = all.filter(({ value }) => values.has(value.toLowerCase()));
  return grouped.length > 0 ? grouped : all;
};

/**
 * The rule that an alert is to be made of: none for level 0; in the pause of a rule with `ignore` the rule above it.
 */
export const alertingRule = (evaluation: Evaluation): MatchedRule | undefined => {
  const rule = evaluation.instead ?? evaluation.rule;
  return rule !== undefined && rule.level > 0 ? rule : undefined;
};

const text = (value: FieldValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** The alert of an evaluated event; undefined where its rule makes none. The same event gives the same alert. */
export const alertOf = (evaluation: Evaluation, event: NormalizedEvent, context: AlertContext): Alert | undefined => {
  const rule = alertingRule(evaluation);
  if (rule === undefined) return undefined;
  const { hasher, rulesetVersion, catalogue, entitiesOf } = context;
  const digest = hasher.sha256(JSON.stringify([event.tenant, rule.id, event['event.id']]));
  const paused = evaluation.instead !== undefined;
  const counted = paused ? [] : (evaluation.correlation?.counted ?? []);
  const ids = counted.flatMap((id) => EventId.safeParse(id).data ?? []);
  return {
    id: `${Date.parse(event['@timestamp'])}.${digest.slice(0, 16)}`,
    tenant: event.tenant,
    timestamp: event['@timestamp'],
    receivedAt: event['event.ingested'],
    rule: {
      id: rule.id,
      level: rule.level,
      description: rule.description,
      groups: [...rule.groups],
      mitre: mitreOf(rule.mitre, catalogue),
      ...(rule.frequency === undefined ? {} : { frequency: rule.frequency }),
    },
    decoder: evaluation.decoder,
    agent: { name: text(event['host.name']) ?? text(event['agent.name']) ?? evaluation.hostname },
    location: event.source,
    data: boundedData(evaluation.fields),
    full_log: event['event.original'].slice(0, MAXIMUM_LOG),
    severity: bandOf(rule.level),
    entities: entitiesOfAlert(evaluation, event, entitiesOf),
    event_ids: [...ids.slice(1 - MAXIMUM_EVENT_IDS), event['event.id']],
    ruleset_version: rulesetVersion,
    source: event.source,
    trust: event.trust,
  };
};

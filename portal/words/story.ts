import type { Alert } from '../../domain/model/alert.ts';
import type { Entity, EntityKind } from '../../domain/model/entity.ts';
import type { Incident } from '../../domain/model/incident.ts';
import { clockOf, dayOf, durationOf } from './instant.ts';

const KINDS: Readonly<Record<EntityKind, readonly [string, string]>> = {
  user: ['user', 'users'],
  ip: ['address', 'addresses'],
  host: ['host', 'hosts'],
  account: ['account', 'accounts'],
  access_key: ['access key', 'access keys'],
};

/** `a`, `a and b`, `a, b and 3 more`: at most `show` of them. */
export const listed = (words: readonly string[], show = 3): string => {
  const shown = words.slice(0, show);
  const rest = words.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

/** `user john.smith and address 198.51.100.7` */
export const entitiesText = (entities: readonly Entity[], show = 2): string => {
  const kinds = [...new Set(entities.map(({ kind }) => kind))];
  return listed(
    kinds.map((kind) => {
      const values = entities.filter((entity) => entity.kind === kind).map(({ value }) => value);
      return `${KINDS[kind][values.length === 1 ? 0 : 1]} ${listed(values, show)}`;
    }),
    5,
  );
};

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

const when = ({ first_event_at: first, last_event_at: last }: Incident): string => {
  const span = Date.parse(last) - Date.parse(first);
  const begin = `On ${dayOf(first)} at ${clockOf(first)} UTC`;
  return span < 1_000 ? begin : `${begin} and for ${durationOf(span)} after`;
};

/** What happened, in sentences that hold without any model: from the incident and those of its alerts that are known. */
export const storyOf = (incident: Incident, alerts: readonly Alert[]): readonly string[] => {
  const { alert_count: count, rule_ids: rules, entities } = incident;
  const about = entities.length > 0 ? ` about ${entitiesText(entities)}` : '';
  const gravest = alerts.toSorted((a, b) => b.rule.level - a.rule.level)[0];
  const techniques = [...new Set(alerts.flatMap(({ rule }) => rule.mitre.technique))];
  const tactics = incident.mitre_tactics;
  const sources = [...new Set(alerts.map(({ source }) => source))];
  const low = alerts.length > 0 && alerts.every(({ trust }) => trust === 'low');
  return [
    `${when(incident)}, ${counted(rules.length, 'rule', 'rules')} raised ${counted(count, 'alert', 'alerts')}${about}.`,
    ...(gravest ? [`The gravest, level ${gravest.rule.level} of 16: ${gravest.rule.description}.`] : []),
    ...(tactics.length > 0
      ? [
          `This is how ${listed(tactics, 4).toLowerCase()} looks${techniques.length > 0 ? ` (${listed(techniques, 4)})` : ''}.`,
        ]
      : []),
    ...(sources.length > 0 ? [`It was seen by ${listed(sources)}.`] : []),
    ...(low ? ['Only sources of low trust saw it: nothing is done without a person.'] : []),
  ];
};

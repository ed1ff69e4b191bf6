import type { Alert } from '../../domain/model/alert.ts';

const ENTITY_FIELDS = {
  user: 'user_id',
  ip: 'source_ip',
  account: 'account_id',
  access_key: 'access_key',
  host: 'host',
} as const;

/** An alert as the command line prints it: its time, rule, entities by the names of their fields, and events. */
export const printedAlert = (alert: Alert) => ({
  time: alert.timestamp,
  rule: alert.rule,
  severity: alert.severity,
  ...Object.fromEntries(alert.entities.map(({ kind, value }) => [ENTITY_FIELDS[kind], value])),
  entities: alert.entities,
  event_id: alert.event_ids.at(-1),
  event_ids: alert.event_ids,
  agent: alert.agent,
});

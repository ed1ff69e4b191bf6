import type { Hasher } from '../model/hashing.ts';
import type { Blindness } from './blindness.ts';
import type { Condition, Observation } from './condition.ts';
import type { Notice } from './watch-state.ts';

/** The source under which the watch tells of others. */
export const WATCH_SOURCE = 'watchkeep';
/** A line names so many rules; the count is always whole. */
const MAXIMUM_NAMED = 200;

export type NoticeFacts = {
  readonly source: string;
  readonly event: `source_${Condition | 'recovered'}`;
  readonly condition: Condition;
  /** RFC 3339. */
  readonly since: string;
  readonly seen: Observation;
  readonly blind: Blindness;
};

/** The line that rules read (detections/rules/0040-watchkeep.xml), with an id that a repetition has, too. */
export const noticeOf = ({ source, event, condition, since, seen, blind }: NoticeFacts, hasher: Hasher): Notice => {
  const at = new Date(seen.now).toISOString();
  const { expectedPerHour, lagSeconds } = seen;
  const line = {
    log_type: 'watchkeep',
    event_type: event,
    timestamp: at,
    host: source,
    source_id: source,
    condition,
    since,
    ...(expectedPerHour !== undefined && { expected_per_hour: Math.round(expectedPerHour) }),
    observed: seen.lastHour,
    ...(lagSeconds !== undefined && { lag_seconds: Math.round(lagSeconds) }),
    blind_rule_count: blind.rules.length,
    blind_rules: blind.rules.slice(0, MAXIMUM_NAMED),
    blind_techniques: blind.techniques.slice(0, MAXIMUM_NAMED),
  };
  const ingestId = `watch/${event}/${since}/${hasher.sha256(source).slice(0, 16)}`;
  return { ingestId, at, line: JSON.stringify(line) };
};

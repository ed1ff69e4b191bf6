import type { Entity } from '../../model/entity.ts';
import { DAY_MS } from '../../model/time.ts';
import type { History } from '../history.ts';

const TO = Date.UTC(2026, 1, 18, 9);

/** A past that reaches back `days` days, in which each entity was seen on so many of them. */
export const historyOf = (days: number, seen: readonly (readonly [Entity, number])[]): History => ({
  from: new Date(TO - 30 * DAY_MS).toISOString(),
  to: new Date(TO).toISOString(),
  answer: {
    since: new Date(TO - days * DAY_MS).toISOString(),
    sightings: seen.map(([entity, count]) => ({ entity, days: count, events: count * 3 })),
  },
});

/** Nobody could say anything about the past. */
export const UNKNOWN_HISTORY: History = {
  from: new Date(TO - 30 * DAY_MS).toISOString(),
  to: new Date(TO).toISOString(),
};

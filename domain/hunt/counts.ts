import { z } from 'zod';

const count = z.number().int().min(0);

/** What a hunt has read and found so far. `added`, `removed`, `confirmed`: only of a comparison. */
export const HuntCounts = z.object({
  objects: count,
  bytes: count,
  lines: count,
  /** Lines that another object had held before. */
  duplicates: count,
  /** Lines that did not become events, retries of the edge among them. */
  quarantined: count,
  /** Events of the period. */
  events: count,
  /** Events that came too late to be put in order; they were evaluated nevertheless. */
  late: count,
  /** Events on which a rule or decoder gave up. */
  failures: count,
  /** Alerts of the rules that were given. */
  found: count,
  /** Alerts of all rules, as they are and with the change. */
  alerts_before: count,
  alerts_after: count,
  added: count,
  removed: count,
  /** How many of those removed were in incidents that somebody or a policy held for real. */
  confirmed: count,
});
export type HuntCounts = z.infer<typeof HuntCounts>;
export type HuntTally = { -readonly [Name in keyof HuntCounts]: number };

export const noCounts = (): HuntTally => ({
  objects: 0,
  bytes: 0,
  lines: 0,
  duplicates: 0,
  quarantined: 0,
  events: 0,
  late: 0,
  failures: 0,
  found: 0,
  alerts_before: 0,
  alerts_after: 0,
  added: 0,
  removed: 0,
  confirmed: 0,
});

import { z } from 'zod';
import { HOUR_MS, MINUTE_MS } from '../model/time.ts';

/** What can be wrong with a source, the worst first: a worse one takes the place of a lesser. */
export const Condition = z.enum(['silent', 'unreadable', 'low_volume', 'clock_skew', 'lagging']);
export type Condition = z.infer<typeof Condition>;

/** Silence counts from here, and only while the watch itself was running. */
const SILENT_MINIMUM_MS = 10 * MINUTE_MS;
/** Of 20 events that arrive independently, none arrives with a probability of e^-20: once in 900 years of minutes. */
const SILENT_EXPECTED_EVENTS = 20;
const LOW_SHARE = 0.1;
/** Under 10 % of 200 independent events: less than one chance in 10^60; smaller sources vary too much for a share. */
const LOW_EXPECTED_EVENTS = 200;
const LAG_SECONDS = 5 * 60;
const SKEW_SECONDS = 2 * 60;
/** A mean over fewer events is one event's word. */
const TIMED_MINIMUM = 10;
const UNREADABLE_LINES = 100;
const READABLE_SHARE = 0.95;

/** A source at the time of the look; times in milliseconds. */
export type Observation = {
  readonly now: number;
  /** Since when the watch has run without a gap. */
  readonly runningSince: number;
  readonly expectedPerHour?: number;
  /** Events that should have come since the last one, or since the watch runs. */
  readonly missing: number;
  /** Longest time without an event at about this hour yesterday, milliseconds. */
  readonly usualGap: number;
  /** Newest line offered or event indexed. */
  readonly lastSeen?: number;
  /** Of the last hour: lines offered or events, whichever is more, so that an index that is behind accuses nobody. */
  readonly lastHour: number;
  readonly timed: number;
  readonly lagSeconds?: number;
  /** Whether another source of the tenant delivers in time. */
  readonly liveElsewhere: boolean;
  /** Lines of a closed quarter of an hour, and how many of these were set aside unread. */
  readonly lines: number;
  readonly unread: number;
};

/** Milliseconds without a line that the watch has witnessed; 0 where it never saw one. */
const silentFor = ({ now, runningSince, lastSeen }: Observation): number =>
  lastSeen === undefined ? 0 : now - Math.max(lastSeen, runningSince);

/** Sources that deliver in batches are given the time of two of their pauses more. */
const isSilent = (seen: Observation): boolean =>
  silentFor(seen) >= SILENT_MINIMUM_MS + 2 * seen.usualGap && seen.missing >= SILENT_EXPECTED_EVENTS;

const isTimed = ({ timed }: Observation): boolean => timed >= TIMED_MINIMUM;

/** The share of lines that became events; undefined under 100 lines. */
export const parseRateOf = ({ lines, unread }: Pick<Observation, 'lines' | 'unread'>): number | undefined =>
  lines < UNREADABLE_LINES ? undefined : Math.max(0, 1 - unread / lines);

const HOLDS: Readonly<Record<Condition, (seen: Observation) => boolean>> = {
  silent: isSilent,
  unreadable: (seen) => (parseRateOf(seen) ?? 1) < READABLE_SHARE,
  low_volume: ({ now, runningSince, expectedPerHour = 0, lastHour }) =>
    now - runningSince >= HOUR_MS && expectedPerHour >= LOW_EXPECTED_EVENTS && lastHour < LOW_SHARE * expectedPerHour,
  clock_skew: (seen) => isTimed(seen) && (seen.lagSeconds ?? 0) < -SKEW_SECONDS,
  lagging: (seen) => isTimed(seen) && seen.liveElsewhere && (seen.lagSeconds ?? 0) > LAG_SECONDS,
};

/** Whether a mean lag in seconds, negative where the clock is ahead, is that of a source in time. */
export const isInTime = (lagSeconds: number): boolean => lagSeconds <= LAG_SECONDS && lagSeconds >= -SKEW_SECONDS;

/** The worst condition that holds; undefined where the source is fine as far as can be told. */
export const conditionOf = (seen: Observation): Condition | undefined =>
  Condition.options.find((condition) => HOLDS[condition](seen));

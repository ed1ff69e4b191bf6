import { DAY_MS, HOUR_MS, hourOf } from '../model/time.ts';

const DAYS = 7;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

const nameOf = (milliseconds: number): string => hourOf(new Date(milliseconds).toISOString());

const isWeekend = (milliseconds: number): boolean => new Date(milliseconds).getUTCDay() % 6 === 0;

/** Events of a source by hour, and the hours in which any source of the tenant delivered. */
export type VolumeHistory = {
  readonly hours: ReadonlyMap<string, number>;
  /** An hour in which the whole platform stood still says nothing of one source. */
  readonly known: ReadonlySet<string>;
};

/**
 * Events per hour that a source delivers at the time `at` at least, on usual days: the least of the medians of this hour of
 * day, the one before and the one after over the last 7 days, so that neither a burst of yesterday nor the edge of a working
 * day (nor daylight saving) is expected to come again to the minute. Saturdays and Sundays are compared with such days only,
 * others with others. The source's first hour is incomplete and left out. Undefined where one of the three is not known of
 * any such day: less than a day of history, the first weekend.
 */
export const expectedPerHour = ({ hours, known }: VolumeHistory, at: number): number | undefined => {
  const first = [...hours.keys()].toSorted()[0];
  if (first === undefined) return undefined;
  const days = Array.from({ length: DAYS }, (_, day) => at - (day + 1) * DAY_MS).filter(
    (day) => isWeekend(day) === isWeekend(at),
  );
  const usual = [-HOUR_MS, 0, HOUR_MS].map((shift) =>
    days
      .map((day) => nameOf(day + shift))
      .filter((name) => name > first && known.has(name))
      .map((name) => hours.get(name) ?? 0),
  );
  return usual.some((counts) => counts.length === 0) ? undefined : Math.min(...usual.map(median));
};

/** Events that should have come between two times (milliseconds); hours of which nothing is known count none. */
export const expectedBetween = (history: VolumeHistory, from: number, to: number): number => {
  let sum = 0;
  for (let end = to; end > Math.max(from, to - DAYS * DAY_MS); end -= HOUR_MS) {
    const share = Math.min(1, (end - from) / HOUR_MS);
    sum += (expectedPerHour(history, end) ?? 0) * share;
  }
  return sum;
};

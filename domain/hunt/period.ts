import { fail, ok, type Result } from '../model/result.ts';
import { DAY_MS, HOUR_MS, hoursBetween, MINUTE_MS } from '../model/time.ts';

/** [from, to) by event time, RFC 3339 UTC. */
export type HuntPeriod = { readonly from: string; readonly to: string };

/** Stateful rules count what happened before the period: events of this time before it are evaluated, their alerts left out. */
export const WARM_UP_MS = HOUR_MS;
/** A line may say that it happened this long after it was received: clocks of hosts run ahead. */
const SKEW_MS = 5 * MINUTE_MS;
/** A line is received up to this long after what it tells of: hosts that were cut off, files that come once a day. */
export const LATE_MS = DAY_MS;
export const LONGEST_MS = 366 * DAY_MS;

/** Reads a period; the error is a sentence for whoever gave it. `now`: milliseconds. */
export const periodOf = (from: string, to: string, now: number): Result<HuntPeriod, string> => {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  for (const [name, text, at] of [
    ['from', from, start],
    ['to', to, end],
  ] as const)
    if (!Number.isFinite(at)) return fail(`${name} ${text} is no instant: write it as 2026-02-18T10:30:00Z`);
  if (!(start < end)) return fail(`from ${from} must be before to ${to}`);
  if (start < 0) return fail(`from ${from} must be after 1970`);
  if (start >= now) return fail(`from ${from} lies in the future`);
  if (end - start > LONGEST_MS) return fail(`a hunt covers at most ${LONGEST_MS / DAY_MS} days: shorten the period`);
  return ok({ from: new Date(start).toISOString(), to: new Date(end).toISOString() });
};

/**
 * The hours of receipt in which lines of the period may lie, oldest first: `2026-02-18T10`. The archive is filed by receipt,
 * a period means event time; so reading starts before the period by the warm-up and the clocks that run ahead, and goes on
 * behind it for lines that came late, up to `now`. A line that came later than that is not found, but for a period that
 * reaches to `now`.
 */
export const receiptHours = ({ from, to }: HuntPeriod, now: number): string[] => {
  const first = Date.parse(from) - WARM_UP_MS - SKEW_MS;
  // An object is filed under the hour of its first line, and spans a batch: it may begin in the hour before.
  const start = Math.max(0, first - HOUR_MS);
  const end = Math.min(Date.parse(to) + LATE_MS, now + 1);
  return hoursBetween(new Date(start).toISOString(), new Date(end).toISOString());
};

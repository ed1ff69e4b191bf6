import { fail, ok, type Result } from '../model/result.ts';
import { DAY_MS, MINUTE_MS } from '../model/time.ts';

/** What a report is about: [from, to), RFC 3339 UTC. */
export type Period = {
  readonly reportId: string;
  readonly from: string;
  readonly to: string;
  /** False for a day that is not over: what came in so far. */
  readonly isWhole: boolean;
};

/** Lines take a while from their receipt to the last store; minutes younger than this are left out. */
const SETTLING_MS = 5 * MINUTE_MS;

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * The period of a daily report. `day`: `2026-02-18` (UTC); yesterday by default. Of today, the minutes that are closed, under
 * an id of its own (`RPT-daily-2026-02-18-to-1030`), so that the report of the whole day can follow. `now` in milliseconds.
 * Fails with a reason for a day that does not exist or has not begun.
 */
export const periodOf = (day: string | undefined, now: number): Result<Period, string> => {
  const wanted = day ?? iso(now - DAY_MS).slice(0, 10);
  const start = /^\d{4}-\d{2}-\d{2}$/.test(wanted) ? Date.parse(`${wanted}T00:00:00.000Z`) : Number.NaN;
  if (Number.isNaN(start) || iso(start).slice(0, 10) !== wanted) return fail(`${wanted} is no day: write YYYY-MM-DD`);
  const reportId = `RPT-daily-${wanted}`;
  if (start + DAY_MS <= now) return ok({ reportId, from: iso(start), to: iso(start + DAY_MS), isWhole: true });
  const end = Math.floor((now - SETTLING_MS) / MINUTE_MS) * MINUTE_MS;
  if (end <= start) return fail(`${wanted} has not begun, or only just: ask again later`);
  const to = iso(end);
  return ok({ reportId: `${reportId}-to-${to.slice(11, 16).replace(':', '')}`, from: iso(start), to, isWhole: false });
};

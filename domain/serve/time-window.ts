import { fail, ok, type Result } from '../model/result.ts';
import { DAY_MS } from '../model/time.ts';
import { invalid, type Problem } from './problem.ts';

/** [from, to), RFC 3339 UTC. */
export type TimeWindow = { readonly from: string; readonly to: string };

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * The window that a request means. Without `to` it ends at `now`, without `from` it starts `usual` before its end; it spans
 * at most `longest` (milliseconds), because the work that it causes grows with it.
 */
export const timeWindow = (
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: number,
  usual: number = DAY_MS,
  longest: number = 31 * DAY_MS,
): Result<TimeWindow, Problem> => {
  const to = asked.to === undefined ? now : Date.parse(asked.to);
  const from = asked.from === undefined ? to - usual : Date.parse(asked.from);
  if (!(from < to)) return fail(invalid([{ field: 'from', reason: 'must be before `to`' }]));
  if (to - from > longest) {
    const days = longest / DAY_MS;
    return fail(
      invalid([{ field: 'from', reason: `must be at most ${days} day${days === 1 ? '' : 's'} before \`to\`` }]),
    );
  }
  if (from < 0) return fail(invalid([{ field: 'from', reason: 'must be after 1970' }]));
  return ok({ from: iso(from), to: iso(to) });
};

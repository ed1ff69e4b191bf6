import { fail, ok, type Result } from '../model/result.ts';

/** So many events, or so many values of a field, within a time, for each value of the fields in `by`. */
export type Aggregation = {
  readonly field: string | undefined;
  readonly by: readonly string[];
  /** Seconds. */
  readonly timespan: number;
  readonly atLeast: number;
};

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** The longest timeframe of a rule of the format. */
const MAXIMUM_SECONDS = 99_999;

/** `90s`, `15m`, `1h`, `1d` as seconds. */
export const secondsOf = (text: string | undefined): Result<number, string> => {
  const [, amount, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text?.trim() ?? '') ?? [];
  if (amount === undefined) return fail(`"${text ?? ''}" is not a time such as 90s, 15m, 1h or 1d`);
  const seconds = Number(amount) * (UNITS[unit] ?? 1);
  if (seconds < 1 || seconds > MAXIMUM_SECONDS) return fail(`${text} is not between 1 and ${MAXIMUM_SECONDS} seconds`);
  return ok(seconds);
};

/** The aggregation of the first Sigma specification: `count() by field > 5`, `count(field) >= 3`. */
export const parseAggregation = (text: string, timeframe: string | undefined): Result<Aggregation, string> => {
  const found = /^\s*count\(\s*([\w.-]*)\s*\)\s*(?:by\s+([\w.,\s-]+?))?\s*(>=?)\s*(\d{1,4})\s*$/i.exec(text);
  if (found === null) return fail(`"${text.trim().slice(0, 60)}" cannot be counted: only count() … > and >= can`);
  const [, field = '', by = '', comparison, bound] = found;
  const timespan = secondsOf(timeframe);
  if (!timespan.ok) return fail(`detection.timeframe: ${timespan.error}`);
  return ok({
    field: field === '' ? undefined : field,
    by: by.split(/[\s,]+/).filter((name) => name !== ''),
    timespan: timespan.value,
    atLeast: Number(bound) + (comparison === '>' ? 1 : 0),
  });
};

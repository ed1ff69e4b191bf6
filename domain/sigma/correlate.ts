import { fail, ok, type Result } from '../model/result.ts';
import { type Aggregation, secondsOf } from './aggregation.ts';
import { type Aliases, comparisonOf, type Source } from './comparison.ts';
import type { Refusal } from './detection.ts';
import type { Counting } from './print.ts';
import type { SigmaCorrelation } from './rule.ts';

/** A rule that events matched, under the id that it has in the format. */
export type Counted = Source & { readonly id: number };

/** Stateful rules: what they count and, if not the same, which rule's event completes them. */
export type Stateful = {
  readonly rules: readonly { readonly counting: Counting; readonly trigger: number | undefined }[];
  readonly notes: readonly string[];
};

const MAXIMUM_FREQUENCY = 9999;

const refuse = (element: string, reason: string): Result<never, Refusal> => fail({ element, reason });

const comparisons = (
  form: 'same' | 'different',
  fields: readonly string[],
  sources: readonly Source[],
  aliases: Aliases,
  element: string,
): Result<readonly string[], Refusal> => {
  const elements: string[] = [];
  for (const field of fields) {
    const made = comparisonOf(form, field, sources, aliases);
    if (!made.ok) return refuse(element, made.error);
    elements.push(made.value);
  }
  return ok(elements);
};

/** So many events, or so many values, of one rule. */
export const countedBy = (
  aggregation: Aggregation,
  counted: Counted,
  aliases: Aliases = {},
): Result<Stateful, Refusal> => {
  const { atLeast, field, by, timespan } = aggregation;
  if (atLeast < 2 || atLeast > MAXIMUM_FREQUENCY) {
    return refuse('condition', `rules of the format count from 2 to ${MAXIMUM_FREQUENCY}, not ${atLeast}`);
  }
  const same = comparisons('same', by, [counted], aliases, 'group-by');
  const different = comparisons('different', field === undefined ? [] : [field], [counted], aliases, 'condition.field');
  if (!same.ok) return same;
  if (!different.ok) return different;
  const counting = {
    frequency: atLeast,
    timeframe: timespan,
    matched: counted.id,
    comparisons: [...same.value, ...different.value],
  };
  const approximate = field !== undefined && atLeast > 2;
  const note = `condition: counts ${atLeast - 1} earlier events with another ${field ?? ''} than the last one, also where they repeat a value`;
  return ok({ rules: [{ counting, trigger: undefined }], notes: approximate ? [note] : [] });
};

const bound = (condition: Readonly<Record<string, string | number>>): Result<number, string> => {
  const { field: _, ...criteria } = condition;
  const [only, ...more] = Object.entries(criteria);
  if (only === undefined || more.length > 0) return fail('rules of the format know one bound, "gt" or "gte"');
  const [name, value] = only;
  if (name !== 'gt' && name !== 'gte') return fail(`"${name}" would need to know that nothing more happens`);
  if (!Number.isSafeInteger(Number(value))) return fail(`"${value}" is not a whole number`);
  return ok(Number(value) + (name === 'gt' ? 1 : 0));
};

const inProximity = (
  { correlation }: SigmaCorrelation,
  counted: readonly Counted[],
  timeframe: number,
): Result<Stateful, Refusal> => {
  const [first, second, ...more] = counted;
  if (first === undefined || second === undefined || more.length > 0) {
    return refuse(
      'correlation.rules',
      'rules of the format tell of two kinds of events in a time, not of more or fewer',
    );
  }
  const { condition, aliases = {}, type } = correlation;
  if (condition !== undefined) {
    const wanted = bound(condition);
    if (!wanted.ok || wanted.value !== 2)
      return refuse('correlation.condition', 'both of the two rules must have matched');
  }
  const same = comparisons('same', correlation['group-by'] ?? [], counted, aliases, 'correlation.group-by');
  if (!same.ok) return same;
  const rule = (earlier: Counted, later: Counted) => ({
    counting: { frequency: 2, timeframe, matched: earlier.id, comparisons: same.value },
    trigger: later.id,
  });
  const ordered = type === 'temporal_ordered';
  return ok({ rules: ordered ? [rule(first, second)] : [rule(first, second), rule(second, first)], notes: [] });
};

/** A correlation rule as stateful rules of the format; an error names the element that they can't express. */
export const correlated = (document: SigmaCorrelation, counted: readonly Counted[]): Result<Stateful, Refusal> => {
  const { type, timespan, condition = {}, aliases, 'group-by': by = [] } = document.correlation;
  const seconds = secondsOf(timespan);
  if (!seconds.ok) return refuse('correlation.timespan', seconds.error);
  if (type === 'temporal' || type === 'temporal_ordered') return inProximity(document, counted, seconds.value);
  if (type !== 'event_count' && type !== 'value_count') {
    return refuse('correlation.type', `rules of the format have nothing like "${type}"`);
  }
  const field = condition.field === undefined ? undefined : String(condition.field);
  if ((type === 'value_count') !== (field !== undefined)) {
    return refuse('correlation.condition', 'value_count, and only that, names a field');
  }
  const atLeast = bound(condition);
  if (!atLeast.ok) return refuse('correlation.condition', atLeast.error);
  const [only] = counted;
  if (only === undefined) return refuse('correlation.rules', 'it names no rule');
  const made = countedBy({ atLeast: atLeast.value, field, by, timespan: seconds.value }, only, aliases);
  return made.ok ? made : refuse(`correlation.${made.error.element}`, made.error.reason);
};

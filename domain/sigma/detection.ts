import { fail, ok, type Result } from '../model/result.ts';
import type { Aggregation } from './aggregation.ts';
import { parseAggregation } from './aggregation.ts';
import { parseCondition } from './condition.ts';
import { and, type Formula, literal, not, or, translated } from './formula.ts';
import type { Predicate, SigmaMatcher } from './matcher.ts';
import { modified, type Placeholders, type SigmaValue } from './modifiers.ts';
import type { SigmaDetection } from './rule.ts';

/** What a rule looks for in single events, and what it counts of them (the old `| count()`). */
export type Detection = { readonly formula: Formula<Predicate>; readonly aggregation: Aggregation | undefined };

/** Where in a rule something stands that can't be turned, and why. */
export type Refusal = { readonly element: string; readonly reason: string };

const MAXIMUM_VALUES = 5000;

const isValue = (value: unknown): value is SigmaValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const predicate = (field: string | undefined, matchers: readonly SigmaMatcher[], path: string): Formula<Predicate> =>
  literal({ field, matchers, path });

const ofField = (
  key: string,
  value: unknown,
  path: string,
  placeholders: Placeholders,
): Result<Formula<Predicate>, Refusal> => {
  const [field = '', ...modifiers] = key.split('|').map((name) => name.trim());
  const element = `${path}.${key}`;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const plain = values.filter(isValue);
  if (plain.length !== values.length) return fail({ element, reason: 'its values must be texts, numbers or null' });
  if (plain.length > MAXIMUM_VALUES) return fail({ element, reason: `more than ${MAXIMUM_VALUES} values` });
  const made = modified(modifiers, plain, placeholders);
  if (!made.ok) return fail({ element, reason: made.error });
  const formula = and(made.value.groups.map((group) => predicate(field === '' ? undefined : field, group, element)));
  return ok(made.value.negated ? not(formula) : formula);
};

const all = <Value>(results: readonly Result<Value, Refusal>[]): Result<readonly Value[], Refusal> => {
  const values: Value[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
};

const ofIdentifier = (
  value: unknown,
  path: string,
  placeholders: Placeholders,
): Result<Formula<Predicate>, Refusal> => {
  if (Array.isArray(value)) {
    const keywords = value.filter(isValue);
    const others = value.filter((item) => !isValue(item));
    const each = all(others.map((item) => ofIdentifier(item, path, placeholders)));
    if (!each.ok) return each;
    const words = modified([], keywords, placeholders);
    if (!words.ok) return fail({ element: path, reason: words.error });
    const found = keywords.length === 0 ? [] : [predicate(undefined, words.value.groups.flat(), path)];
    return ok(or([...each.value, ...found]));
  }
  if (isValue(value)) return ofIdentifier([value], path, placeholders);
  if (typeof value !== 'object' || value === null) return fail({ element: path, reason: 'it is neither map nor list' });
  const fields = all(Object.entries(value).map(([key, item]) => ofField(key, item, path, placeholders)));
  return fields.ok ? ok(and(fields.value)) : fields;
};

/** The detection section of a rule as one formula over its fields. */
export const detectionOf = (detection: SigmaDetection, placeholders: Placeholders): Result<Detection, Refusal> => {
  const { condition, timeframe, ...identifiers } = detection;
  const conditions = Array.isArray(condition) ? condition : [condition];
  const formulas: Formula<Predicate>[] = [];
  let aggregation: Aggregation | undefined;
  for (const text of conditions) {
    const [expression = '', ...pipe] = text.split('|');
    if (pipe.length > 0) {
      const counted = parseAggregation(pipe.join('|'), timeframe);
      if (!counted.ok) return fail({ element: 'detection.condition', reason: counted.error });
      if (conditions.length > 1)
        return fail({ element: 'detection.condition', reason: 'one of several conditions counts' });
      aggregation = counted.value;
    }
    const parsed = parseCondition(expression, Object.keys(identifiers));
    if (!parsed.ok) return fail({ element: 'detection.condition', reason: parsed.error });
    const byName = new Map<string, Formula<Predicate>>();
    for (const name of namesIn(parsed.value)) {
      const found = ofIdentifier(identifiers[name], `detection.${name}`, placeholders);
      if (!found.ok) return found;
      byName.set(name, found.value);
    }
    formulas.push(substituted(parsed.value, byName));
  }
  return ok({ formula: or(formulas), aggregation });
};

const namesIn = (formula: Formula<string>): ReadonlySet<string> => {
  const names = new Set<string>();
  translated(formula, (name) => {
    names.add(name);
    return literal(name);
  });
  return names;
};

const substituted = (formula: Formula<string>, byName: ReadonlyMap<string, Formula<Predicate>>): Formula<Predicate> =>
  translated(formula, (name, negated) => {
    const found = byName.get(name) ?? or([]);
    return negated ? not(found) : found;
  });

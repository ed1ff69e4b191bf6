import { RE2JS } from 're2js';
import { backtrackingMatcher } from './backtrack.ts';
import { affordableLength, boundOf } from './cost.ts';
import { charge, type Match, type Matcher, type Meter } from './matcher.ts';
import { meansTheSame } from './same-meaning.ts';
import { sourceOf } from './source.ts';
import type { Node, Syntax } from './syntax.ts';

const v8Matcher = (source: string): Matcher => {
  const expression = new RegExp(source);
  return {
    test: (subject) => expression.test(subject),
    exec: (subject) => {
      const found = expression.exec(subject);
      return found === null ? undefined : { end: found.index + found[0].length, groups: found.slice(1) };
    },
  };
};

/** What a byte costs RE2 at worst, in steps of the meter: without captures and with them. */
const TEST_STEPS = 1;
const CAPTURE_STEPS = 9;

const re2Matcher = (source: string): Matcher => {
  const expression = RE2JS.compile(source);
  const test: Matcher['test'] = (subject, meter) =>
    charge(meter, TEST_STEPS * subject.length) && expression.test(subject);
  return {
    test,
    exec: (subject, meter) => {
      if (!test(subject, meter) || !charge(meter, CAPTURE_STEPS * subject.length)) return undefined;
      const matcher = expression.matcher(subject);
      if (!matcher.find()) return undefined;
      const groups = Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined);
      return { end: matcher.end(), groups };
    },
  };
};

/** RE2 has no `$` of PCRE; at the very end of a pattern `\n?\z` says the same. */
const forRe2 = (node: Node): Node => {
  const last = node.kind === 'sequence' ? node.items[node.items.length - 1] : undefined;
  if (node.kind !== 'sequence' || last?.kind !== 'assertion' || last.assertion !== 'end_or_newline') return node;
  const newline = new Uint8Array(256);
  newline[10] = 1;
  const optional: Node = {
    kind: 'repeat',
    item: { kind: 'set', set: newline },
    minimum: 0,
    maximum: 1,
    greed: 'greedy',
  };
  return { kind: 'sequence', items: [...node.items.slice(0, -1), optional, { kind: 'assertion', assertion: 'end' }] };
};

const compileRe2 = (syntax: Syntax): Matcher | undefined => {
  const source = meansTheSame(syntax.node) ? sourceOf(forRe2(syntax.node), 're2') : undefined;
  if (source === undefined) return undefined;
  try {
    return re2Matcher(source);
  } catch {
    return undefined;
  }
};

/** What V8 may spend on the subject at most, in the units of the meter; undefined where that is not proven or too much. */
const quickCost = (syntax: Syntax): ((length: number) => number) | undefined => {
  const bound = meansTheSame(syntax.node) ? boundOf(syntax.node) : undefined;
  if (bound === undefined) return undefined;
  const { factor, exponent } = bound;
  return (length) => (factor * length ** exponent) / 16;
};

/**
 * Chooses the engine by subject: V8's RegExp where few steps are proven for its length and the event has them left,
 * beyond it RE2 (linear), and where RE2 lacks the syntax a backtracking matcher with a budget. Engines are built when
 * they are first needed.
 */
export const engineOf = (syntax: Syntax): Matcher => {
  let prepared = false;
  let affordable = 0;
  let cost: ((length: number) => number) | undefined;
  let source: string | undefined;
  let quick: Matcher | undefined;
  let safe: Matcher | undefined;
  const prepare = (): void => {
    prepared = true;
    cost = quickCost(syntax);
    source = cost === undefined ? undefined : sourceOf(syntax.node, 'v8');
    affordable = source === undefined ? 0 : affordableLength(syntax.node);
  };
  const isQuick = (length: number, meter: Meter): boolean => {
    if (length > affordable || cost === undefined || source === undefined) return false;
    if (meter.quick === undefined) return true;
    const steps = cost(length);
    if (steps > meter.quick) return false;
    meter.quick -= steps;
    return true;
  };
  const choose = (subject: string, meter: Meter): Matcher => {
    if (!prepared) prepare();
    if (source !== undefined && isQuick(subject.length, meter)) {
      quick ??= v8Matcher(source);
      return quick;
    }
    safe ??= compileRe2(syntax) ?? backtrackingMatcher(syntax);
    return safe;
  };
  return {
    test: (subject, meter) => choose(subject, meter).test(subject, meter),
    exec: (subject, meter): Match | undefined => choose(subject, meter).exec(subject, meter),
  };
};

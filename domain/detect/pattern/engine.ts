import { RE2JS } from 're2js';
import { backtrackingMatcher } from './backtrack.ts';
import { affordableLength } from './cost.ts';
import type { Match, Matcher } from './matcher.ts';
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

const re2Matcher = (source: string): Matcher => {
  const expression = RE2JS.compile(source);
  return {
    test: (subject) => expression.test(subject),
    exec: (subject) => {
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

/**
 * Chooses the engine by subject: V8's RegExp up to the length for which few steps are proven, beyond it RE2 (linear),
 * and where RE2 lacks the syntax a backtracking matcher with a budget. Engines are built when they are first needed.
 */
export const engineOf = (syntax: Syntax): Matcher => {
  let affordable = -1;
  let source: string | undefined;
  let quick: Matcher | undefined;
  let safe: Matcher | undefined;
  const choose = (subject: string): Matcher => {
    if (affordable < 0) {
      affordable = meansTheSame(syntax.node) ? affordableLength(syntax.node) : 0;
      source = affordable > 0 ? sourceOf(syntax.node, 'v8') : undefined;
    }
    if (source !== undefined && subject.length <= affordable) {
      quick ??= v8Matcher(source);
      return quick;
    }
    safe ??= compileRe2(syntax) ?? backtrackingMatcher(syntax);
    return safe;
  };
  return {
    test: (subject, meter) => choose(subject).test(subject, meter),
    exec: (subject, meter): Match | undefined => choose(subject).exec(subject, meter),
  };
};

import { bytesOf } from '../detect/bytes.ts';
import { compilePattern } from '../detect/pattern/compile.ts';
import { FALSE, type Formula, literal, or, translated } from './formula.ts';
import { hasKeyPattern, hasNamePattern, sameTextPattern } from './json-key.ts';
import type { Predicate, SigmaMatcher } from './matcher.ts';
import { networkPattern } from './network-pattern.ts';
import { comparisonPattern, equalityPattern } from './number-pattern.ts';
import { hasPairPattern, pairPattern } from './pair.ts';
import { keywordPattern, textPattern, WHOLE_FIELD } from './pattern.ts';
import { writtenRegex } from './regex.ts';
import type { Target, View } from './target.ts';
import { plainText } from './text.ts';

/** A condition as one element of a rule of the format says it. `log`: of the whole line. */
export type RuleLiteral = {
  readonly kind: 'field' | 'text' | 'address' | 'log';
  /** The field or element; of `log` what it says about the line. */
  readonly name: string;
  /** PCRE2, or a network for `address`. */
  readonly pattern: string;
  readonly negated: boolean;
};

export class Untranslatable extends Error {
  readonly element: string;
  constructor(element: string, reason: string) {
    super(reason);
    this.element = element;
  }
}

/** Longer alternations are several conditions: an item of the XML dialect has 20,480 characters. */
const MAXIMUM_PATTERN = 8000;

/** Names stand in attributes, where nothing can be escaped. */
const FIELD_NAME = /^[\w .@:/{}[\]-]{1,128}$/;

type FieldTarget = Target & { readonly kind: RuleLiteral['kind'] };
type Alternative = { readonly pattern: string; readonly flags: string };

const combined = (alternatives: readonly Alternative[]): string => {
  const [first] = alternatives;
  const flags = first?.flags ?? '';
  if (alternatives.every((alternative) => alternative.flags === flags)) {
    return `${flags === '' ? '' : `(?${flags})`}${alternatives.map(({ pattern }) => pattern).join('|')}`;
  }
  return alternatives.map(({ flags: own, pattern }) => `(?${own}:${pattern})`).join('|');
};

const chunked = (alternatives: readonly Alternative[]): readonly string[] => {
  const chunks: Alternative[][] = [];
  let size = 0;
  for (const alternative of alternatives) {
    const last = chunks.at(-1);
    size += alternative.pattern.length + 6;
    if (last === undefined || size > MAXIMUM_PATTERN) {
      chunks.push([alternative]);
      size = alternative.pattern.length + 6;
    } else last.push(alternative);
  }
  return chunks.map(combined);
};

/** The matcher as an alternative of one pattern; undefined where it is none. */
const alternativeOf = (matcher: SigmaMatcher, target: Target, path: string): Alternative | undefined => {
  const refuse = (reason: string): never => {
    throw new Untranslatable(path, reason);
  };
  const bounds = target.bounds ?? WHOLE_FIELD;
  switch (matcher.kind) {
    case 'text':
      return { pattern: textPattern(matcher.parts, matcher.cased, bounds), flags: matcher.cased ? '' : 'i' };
    case 'number': {
      if (target.bounds === undefined) return { pattern: equalityPattern(matcher.value), flags: 'i' };
      return { pattern: textPattern([String(matcher.value)], false, bounds), flags: 'i' };
    }
    case 'comparison': {
      const pattern = comparisonPattern(matcher.comparison, matcher.value);
      return pattern === undefined ? refuse('the bound is not a whole number') : { pattern, flags: 'i' };
    }
    case 'network': {
      const pattern = networkPattern(matcher.network);
      return pattern === undefined ? refuse(`no pattern can say "${matcher.network}"`) : { pattern, flags: 'i' };
    }
    case 'regex': {
      const written = writtenRegex(matcher.source, matcher.flags);
      if (!written.ok) return refuse(`regular expression: ${written.error}`);
      const compiled = compilePattern('pcre2', bytesOf(written.value));
      if (!compiled.ok) return refuse(`regular expression: ${compiled.error}`);
      return { pattern: written.value, flags: matcher.flags };
    }
    default:
      return undefined;
  }
};

const missing = ({ path, name, joined = false, unique = false }: Target): Formula<RuleLiteral> => {
  const last = path?.at(-1);
  if (path === undefined || last === undefined) return FALSE;
  const pattern = unique ? hasNamePattern(last) : hasKeyPattern(path, joined);
  return literal({ kind: 'log', name: `no ${name}`, pattern, negated: true });
};

const addressOf = (matcher: SigmaMatcher, target: Target, path: string): Formula<RuleLiteral> => {
  const text = matcher.kind === 'text' ? plainText(matcher.parts) : undefined;
  const network = matcher.kind === 'network' ? matcher.network : text;
  if (network === undefined || networkPattern(network) === undefined) {
    throw new Untranslatable(path, `<${target.name}> takes addresses and networks only`);
  }
  return literal({ kind: 'address', name: target.name, pattern: network, negated: false });
};

const otherThanPattern = (
  matcher: SigmaMatcher,
  target: FieldTarget,
  view: View,
  path: string,
): Formula<RuleLiteral> => {
  const { kind, name } = target;
  if (matcher.kind === 'null') {
    const text = literal<RuleLiteral>({ kind, name, pattern: '^null\\z', negated: false });
    return or([missing(target), text]);
  }
  if (kind === 'address') return addressOf(matcher, target, path);
  if (matcher.kind === 'exists') return literal({ kind, name, pattern: '^', negated: false });
  if (matcher.kind !== 'field') return FALSE;
  const other = view.target(matcher.field);
  if (other === undefined) return FALSE;
  if (
    target.path === undefined ||
    other.path === undefined ||
    target.bounds !== undefined ||
    other.bounds !== undefined
  ) {
    throw new Untranslatable(path, 'only fields of JSON events can be compared with each other');
  }
  const pattern = sameTextPattern(target.path, other.path);
  return literal({ kind: 'log', name: `${name} is ${other.name}`, pattern, negated: false });
};

const ofKeywords = ({ matchers, path }: Predicate): Formula<RuleLiteral> => {
  const alternatives = matchers.map((matcher): Alternative => {
    if (matcher.kind === 'text')
      return { pattern: keywordPattern(matcher.parts, matcher.cased), flags: matcher.cased ? '' : 'i' };
    if (matcher.kind === 'number') return { pattern: keywordPattern([String(matcher.value)], false), flags: 'i' };
    const target: Target = { kind: 'field', name: '', path: undefined };
    const alternative = matcher.kind === 'regex' ? alternativeOf(matcher, target, path) : undefined;
    if (alternative === undefined) throw new Untranslatable(path, `a keyword cannot be "${matcher.kind}"`);
    return alternative;
  });
  return or(
    chunked(alternatives).map((pattern) => literal({ kind: 'log', name: 'keywords', pattern, negated: false })),
  );
};

/** A pair of a text line: a line without it lacks the value too, so that the opposite is plain. */
const ofPair = ({ matchers, path }: Predicate, { name }: Target): Formula<RuleLiteral> =>
  or(
    matchers.map((matcher) => {
      const pair: RuleLiteral = { kind: 'log', name: `pair ${name}`, pattern: hasPairPattern(name), negated: false };
      if (matcher.kind === 'exists') return literal(pair);
      if (matcher.kind === 'null') return literal({ ...pair, negated: true });
      const pattern = pairPattern(name, matcher);
      if (pattern === undefined)
        throw new Untranslatable(path, `"${matcher.kind}" cannot be said of a pair in a text line`);
      const flags = matcher.kind === 'text' && matcher.cased ? '' : '(?i)';
      return literal({ ...pair, pattern: flags + pattern });
    }),
  );

const ofField = (predicate: Predicate, target: FieldTarget, view: View): Formula<RuleLiteral> => {
  const { matchers, path } = predicate;
  const alternatives: Alternative[] = [];
  const others: Formula<RuleLiteral>[] = [];
  for (const matcher of matchers) {
    const alternative = target.kind === 'address' ? undefined : alternativeOf(matcher, target, path);
    if (alternative === undefined) others.push(otherThanPattern(matcher, target, view, path));
    else alternatives.push(alternative);
    const isEmpty = matcher.kind === 'text' && matcher.parts.every((part) => part === '');
    if (isEmpty && target.emptyIsMissing === true) others.push(missing(target));
  }
  const { kind, name } = target;
  const patterns = chunked(alternatives).map((pattern) =>
    literal<RuleLiteral>({ kind, name, pattern, negated: false }),
  );
  return or([...patterns, ...others]);
};

const positiveOf = (predicate: Predicate, target: Target | undefined, view: View): Formula<RuleLiteral> => {
  if (target === undefined) return ofKeywords(predicate);
  const { kind } = target;
  return kind === 'pair' ? ofPair(predicate, target) : ofField(predicate, { ...target, kind }, view);
};

/**
 * A predicate, or its opposite, as conditions of the format. A condition of the format never holds on a missing field,
 * also where it is negated; a negation of Sigma does, so it becomes: missing, or there and different. Throws
 * {@link Untranslatable}.
 */
export const literalsOf = (predicate: Predicate, negated: boolean, view: View): Formula<RuleLiteral> => {
  if (predicate.field !== undefined && !FIELD_NAME.test(predicate.field)) {
    throw new Untranslatable(predicate.path, 'that cannot be the name of a field');
  }
  const target = predicate.field === undefined ? undefined : view.target(predicate.field);
  const isAbsent = predicate.field !== undefined && target === undefined;
  const onlyNull = predicate.matchers.some(({ kind }) => kind === 'null');
  if (isAbsent) return onlyNull === negated ? FALSE : { kind: 'and', items: [] };
  const positive = positiveOf(predicate, target, view);
  return translated(
    positive,
    (found, opposite) => {
      if (!opposite) return literal(found);
      const different = literal({ ...found, negated: !found.negated });
      return found.kind === 'log' || target === undefined ? different : or([missing(target), different]);
    },
    negated,
  );
};

import { fail, ok, type Result } from '../../model/result.ts';
import { ANY, type ByteSet, byteSet, complementOf, DIGIT, LETTER, setOf, unionOf } from './byte-set.ts';
import type { Node } from './syntax.ts';

const WORD = unionOf(LETTER, DIGIT, setOf('-@_'));
const SPACE = setOf(' ');
const CLASSES: Readonly<Record<string, ByteSet>> = {
  w: WORD,
  d: DIGIT,
  s: SPACE,
  t: setOf('\t'),
  p: setOf('!"#$%&\'()*+,-.:;<=>?[]{|}'),
  W: complementOf(WORD),
  D: complementOf(DIGIT),
  S: complementOf(SPACE),
  '.': ANY,
};
const ESCAPED = '()\\$|<';

/** One alternative of an OS_Regex pattern: alternatives are tried in order, each over the whole subject. */
export type OsRegexAlternative = {
  readonly node: Node;
  readonly captures: number;
  /** Made wholly of `*` items: the only ones that an empty subject matches. */
  readonly optional: boolean;
  /** How the alternative ends, which decides where scanning resumes. */
  readonly tail: 'plain' | 'repetition' | 'captured_repetition';
};

type Item = { node: Node; repeated: boolean; optional: boolean };

/** Splits at `|` that no backslash escapes. */
const alternativesOf = (pattern: string): string[] => {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') {
      part += pattern.slice(at, at + 2);
      at++;
    } else if (pattern[at] === '|') {
      parts.push(part);
      part = '';
    } else part += pattern[at];
  }
  return [...parts, part];
};

const parseAlternative = (text: string): Result<OsRegexAlternative, string> => {
  let at = text.startsWith('^') ? 1 : 0;
  const body = /(?:^|[^\\])(?:\\\\)*\$$/.test(text) ? text.length - 1 : text.length;
  const anchoredEnd = body < text.length;
  const last = lastItemStart(text, at, body);
  const outer: Item[] = [];
  let inner: Item[] | undefined;
  let captures = 0;
  let closedLast = false;
  for (; at < body; at++) {
    const character = text[at] ?? '';
    if (character === '(') {
      if (inner !== undefined) return fail('parentheses may not be nested');
      inner = [];
      continue;
    }
    if (character === ')') {
      if (inner === undefined) return fail('a closing parenthesis without an opening one');
      captures++;
      const items = inner.map((item) => item.node);
      const node: Node = { kind: 'capture', index: captures, item: { kind: 'sequence', items } };
      const lastInner = inner[inner.length - 1];
      outer.push({ node, repeated: lastInner?.repeated === true, optional: inner.every((item) => item.optional) });
      inner = undefined;
      closedLast = true;
      continue;
    }
    closedLast = false;
    const target = inner ?? outer;
    if (character !== '\\') {
      const set = byteSet(character.charCodeAt(0), true);
      target.push({ node: { kind: 'set', set }, repeated: false, optional: false });
      continue;
    }
    const letter = text[at + 1] ?? '';
    const set = CLASSES[letter];
    const start = at;
    at++;
    if (set === undefined) {
      if (letter === '' || !ESCAPED.includes(letter)) return fail(`\\${letter} is not an OS_Regex escape`);
      target.push({
        node: { kind: 'set', set: byteSet(letter.charCodeAt(0), true) },
        repeated: false,
        optional: false,
      });
      continue;
    }
    const quantifier = at + 1 < body ? text[at + 1] : undefined;
    if (quantifier !== '+' && quantifier !== '*') {
      target.push({ node: { kind: 'set', set }, repeated: false, optional: false });
      continue;
    }
    at++;
    const node: Node = {
      kind: 'repeat',
      item: { kind: 'set', set },
      minimum: quantifier === '+' ? 1 : 0,
      maximum: Number.POSITIVE_INFINITY,
      greed: start === last ? 'greedy' : 'lazy',
    };
    target.push({ node, repeated: true, optional: quantifier === '*' });
  }
  if (inner !== undefined) return fail('an opening parenthesis without a closing one');
  const items: Node[] = outer.map((item) => item.node);
  if (text.startsWith('^')) items.unshift({ kind: 'assertion', assertion: 'start' });
  if (anchoredEnd) items.push({ kind: 'assertion', assertion: 'end' });
  const repeated = outer[outer.length - 1]?.repeated === true;
  return ok({
    node: { kind: 'sequence', items },
    captures,
    optional: outer.every((item) => item.optional),
    tail: !repeated ? 'plain' : closedLast ? 'captured_repetition' : 'repetition',
  });
};

/** Where the last item begins: a closing parenthesis may follow it. */
const lastItemStart = (text: string, from: number, to: number): number => {
  let last = -1;
  for (let at = from; at < to; at++) {
    const character = text[at];
    if (character === '(' || character === ')') continue;
    last = at;
    if (character !== '\\') continue;
    const quantifier = text[at + 2];
    const quantified = (quantifier === '+' || quantifier === '*') && CLASSES[text[at + 1] ?? ''] !== undefined;
    at += quantified && at + 2 < to ? 2 : 1;
  }
  return last;
};

/** Parses an OS_Regex pattern (bytes). */
export const parseOsRegex = (pattern: string): Result<readonly OsRegexAlternative[], string> => {
  const alternatives: OsRegexAlternative[] = [];
  for (const text of alternativesOf(pattern)) {
    const parsed = parseAlternative(text);
    if (!parsed.ok) return parsed;
    alternatives.push(parsed.value);
  }
  return ok(alternatives);
};

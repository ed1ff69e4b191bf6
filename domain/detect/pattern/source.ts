import { ANY, type ByteSet, membersOf } from './byte-set.ts';
import type { Node } from './syntax.ts';

/** The engines that take a pattern as text: V8's RegExp and RE2. */
export type Dialect = 'v8' | 're2';

const printed = new WeakMap<ByteSet, string>();

const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;
const printByte = (byte: number): string => {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9 ]/.test(character) ? character : hex(byte);
};

const printRanges = (members: readonly number[]): string => {
  let text = '';
  for (let index = 0; index < members.length; ) {
    const first = members[index] ?? 0;
    let last = first;
    while (members[index + 1] === last + 1) {
      last++;
      index++;
    }
    index++;
    text += last - first < 2 ? printByte(first) + (last > first ? printByte(last) : '') : `${hex(first)}-${hex(last)}`;
  }
  return text;
};

const printSet = (set: ByteSet): string => {
  const known = printed.get(set);
  if (known !== undefined) return known;
  const members = membersOf(set);
  const single = members.length === 1 ? printByte(members[0] ?? 0) : undefined;
  // \b in V8 and an empty class in RE2 have no common spelling; a range that no byte is in matches nothing in both.
  const text =
    set === ANY ? '[\\x00-\\xff]' : (single ?? (members.length === 0 ? '[^\\x00-\\xff]' : `[${printRanges(members)}]`));
  printed.set(set, text);
  return text;
};

const ASSERTIONS: Readonly<Record<string, Partial<Record<Dialect, string>>>> = {
  start: { v8: '^', re2: '\\A' },
  end: { v8: '$', re2: '\\z' },
  end_or_newline: { v8: '(?=\\n?$)' },
  line_start: { v8: '(?:^|(?<=\\n)(?=[\\x00-\\xff]))' },
  line_end: { v8: '(?=\\n|$)', re2: '(?m:$)' },
  word_boundary: { v8: '\\b', re2: '\\b' },
  not_word_boundary: { v8: '\\B', re2: '\\B' },
};

const printRepeat = (node: Extract<Node, { kind: 'repeat' }>, dialect: Dialect): string | undefined => {
  const item = print(node.item, dialect);
  if (item === undefined || node.greed === 'possessive') return undefined;
  if (dialect === 're2' && Math.max(node.minimum, Number.isFinite(node.maximum) ? node.maximum : 0) > 1000) {
    return undefined;
  }
  const { minimum, maximum } = node;
  const infinite = maximum === Number.POSITIVE_INFINITY;
  const counted = minimum === maximum ? `{${minimum}}` : `{${minimum},${infinite ? '' : maximum}}`;
  const quantifier =
    infinite && minimum < 2 ? (minimum === 0 ? '*' : '+') : minimum === 0 && maximum === 1 ? '?' : counted;
  const body = node.item.kind === 'set' ? item : `(?:${item})`;
  return `${body}${quantifier}${node.greed === 'lazy' ? '?' : ''}`;
};

const printAll = (items: readonly Node[], dialect: Dialect, separator: string): string | undefined => {
  const texts: string[] = [];
  for (const item of items) {
    const text = print(item, dialect);
    if (text === undefined) return undefined;
    texts.push(separator === '' && item.kind === 'alternation' ? `(?:${text})` : text);
  }
  return texts.join(separator);
};

const print = (node: Node, dialect: Dialect): string | undefined => {
  switch (node.kind) {
    case 'set':
      return printSet(node.set);
    case 'sequence':
      return printAll(node.items, dialect, '');
    case 'alternation': {
      const text = printAll(node.items, dialect, '|');
      return text;
    }
    case 'capture': {
      const text = print(node.item, dialect);
      return text === undefined ? undefined : `(${text})`;
    }
    case 'repeat':
      return printRepeat(node, dialect);
    case 'assertion':
      return ASSERTIONS[node.assertion]?.[dialect];
    case 'look': {
      const text = dialect === 'v8' ? print(node.item, dialect) : undefined;
      return text === undefined ? undefined : `(?${node.behind ? '<' : ''}${node.negated ? '!' : '='}${text})`;
    }
    default:
      return undefined;
  }
};

/** The pattern as text for an engine, without flags; undefined where the engine lacks a construct of it. */
export const sourceOf = (node: Node, dialect: Dialect): string | undefined => print(node, dialect);

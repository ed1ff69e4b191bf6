import { type ByteSet, complementOf, foldCase, rangeSet, setOf, unionOf } from './byte-set.ts';
import { escapedByte, PCRE_ESCAPES, POSIX_CLASSES } from './pcre-class.ts';
import { propertyAt } from './pcre-property.ts';

type Member = { set: ByteSet; byte: number | undefined; length: number };

const memberAt = (text: string, at: number): Member | string => {
  const posix = /^\[:(\^?)([a-z]+):\]/.exec(text.slice(at, at + 16));
  if (posix !== null) {
    const set = POSIX_CLASSES[posix[2] ?? ''];
    if (set === undefined) return `[:${posix[2]}:] is not a class`;
    return { set: posix[1] === '^' ? complementOf(set) : set, byte: undefined, length: posix[0].length };
  }
  if (text[at] !== '\\') {
    const byte = text.charCodeAt(at);
    return { set: rangeSet(byte, byte), byte, length: 1 };
  }
  const letter = text[at + 1] ?? '';
  const property = letter === 'p' || letter === 'P' ? propertyAt(text, at + 1) : undefined;
  if (property !== undefined) return { set: property.set, byte: undefined, length: 1 + property.length };
  const shorthand = letter === 'N' ? undefined : PCRE_ESCAPES[letter];
  if (shorthand !== undefined) return { set: shorthand, byte: undefined, length: 2 };
  if (letter === 'b') return { set: rangeSet(8, 8), byte: 8, length: 2 };
  const escaped = escapedByte(text, at + 1);
  if (escaped === undefined) return `\\${letter} is not supported in a class`;
  return { set: rangeSet(escaped.byte, escaped.byte), byte: escaped.byte, length: 1 + escaped.length };
};

/** Parses a bracketed class whose `[` stands at `at`; returns the set and where it ends, or what is wrong. */
export const parseBrackets = (
  text: string,
  at: number,
  ignoreCase: boolean,
): { set: ByteSet; end: number } | string => {
  let position = at + 1;
  const negated = text[position] === '^';
  if (negated) position++;
  let set: ByteSet = new Uint8Array(256);
  for (let first = true; first || text[position] !== ']'; first = false) {
    if (position >= text.length) return 'a class has no "]"';
    if (text.startsWith('\\E', position)) {
      position += 2;
      continue;
    }
    if (text.startsWith('\\Q', position)) {
      const close = text.indexOf('\\E', position);
      if (close === -1) return 'a class has no "]"';
      set = unionOf(set, setOf(text.slice(position + 2, close)));
      position = close + 2;
      continue;
    }
    const member = memberAt(text, position);
    if (typeof member === 'string') return member;
    position += member.length;
    if (
      member.byte !== undefined &&
      text[position] === '-' &&
      position + 1 < text.length &&
      text[position + 1] !== ']'
    ) {
      const last = memberAt(text, position + 1);
      if (typeof last === 'string') return last;
      if (last.byte !== undefined) {
        if (last.byte < member.byte) return 'a range in a class is out of order';
        set = unionOf(set, rangeSet(member.byte, last.byte));
        position += 1 + last.length;
        continue;
      }
    }
    set = unionOf(set, member.set);
  }
  const folded = ignoreCase ? foldCase(set) : set;
  return { set: negated ? complementOf(folded) : folded, end: position + 1 };
};

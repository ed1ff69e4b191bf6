import { type ByteSet, complementOf, DIGIT, LETTER, rangeSet, setOf, unionOf } from './byte-set.ts';

const SPACE = setOf(' \t\n\v\f\r');
export const PCRE_WORD = unionOf(LETTER, DIGIT, setOf('_'));
const HORIZONTAL = setOf(' \t\u00a0');
const VERTICAL = setOf('\n\v\f\r\u0085');

/** `\d`, `\w` … of PCRE2 without UTF and in the C locale. */
export const PCRE_ESCAPES: Readonly<Record<string, ByteSet>> = {
  d: DIGIT,
  D: complementOf(DIGIT),
  w: PCRE_WORD,
  W: complementOf(PCRE_WORD),
  s: SPACE,
  S: complementOf(SPACE),
  h: HORIZONTAL,
  H: complementOf(HORIZONTAL),
  v: VERTICAL,
  V: complementOf(VERTICAL),
  N: complementOf(setOf('\n')),
};

/** `[:alpha:]` … inside a bracketed class. */
export const POSIX_CLASSES: Readonly<Record<string, ByteSet>> = {
  alpha: LETTER,
  digit: DIGIT,
  alnum: unionOf(LETTER, DIGIT),
  upper: rangeSet(65, 90),
  lower: rangeSet(97, 122),
  space: SPACE,
  blank: setOf(' \t'),
  punct: unionOf(rangeSet(33, 47), rangeSet(58, 64), rangeSet(91, 96), rangeSet(123, 126)),
  xdigit: unionOf(DIGIT, rangeSet(65, 70), rangeSet(97, 102)),
  word: PCRE_WORD,
  cntrl: unionOf(rangeSet(0, 31), rangeSet(127, 127)),
  print: rangeSet(32, 126),
  graph: rangeSet(33, 126),
  ascii: rangeSet(0, 127),
};

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** Reads an escaped single byte at `at` (the character after the backslash); undefined where it is none. */
export const escapedByte = (text: string, at: number): { byte: number; length: number } | undefined => {
  const letter = text[at] ?? '';
  const control = CONTROL[letter];
  if (control !== undefined) return { byte: control, length: 1 };
  if (letter === 'x') {
    const braced = /^x\{0*([0-9A-Fa-f]{1,2})\}/.exec(text.slice(at, at + 12));
    if (braced === null && text[at + 1] === '{') return undefined;
    const plain = braced ?? /^x([0-9A-Fa-f]{0,2})/.exec(text.slice(at, at + 3));
    return { byte: Number.parseInt(`0${plain?.[1] ?? ''}`, 16), length: plain?.[0].length ?? 1 };
  }
  if (letter === 'c') return { byte: (text[at + 1] ?? '@').toUpperCase().charCodeAt(0) ^ 64, length: 2 };
  const octal = /^(?:[0-7]{1,3}|o\{([0-7]{1,3})\})/.exec(text.slice(at, at + 6));
  if (octal !== null) return { byte: Number.parseInt(octal[1] ?? octal[0], 8) & 255, length: octal[0].length };
  if (letter !== '' && !/[A-Za-z0-9]/.test(letter)) return { byte: letter.charCodeAt(0), length: 1 };
  return undefined;
};

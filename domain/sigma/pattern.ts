import type { TextPart } from './text.ts';

/** One character of UTF-8: patterns see bytes. */
const ONE_CHARACTER = '(?:[\\x00-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]*)';
/** `<` begins an element of the XML dialect and `$` a variable of it. */
const SPECIAL = /[.*+?^${}()|[\]\\<>/"&!#-]/;

const escapedCharacter = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code < 0x20 || character === '$' || character === '<' || character === '>' || character === '&') {
    return `\\x${code.toString(16).padStart(2, '0')}`;
  }
  return SPECIAL.test(character) ? `\\${character}` : character;
};

/** Letters outside ASCII in both cases: `(?i)` knows bytes only. */
const bothCases = (character: string): string => {
  const forms = [...new Set([character, character.toLowerCase(), character.toUpperCase()])];
  return forms.length === 1 ? character : `(?:${forms.join('|')})`;
};

/** Text that stands for itself, as PCRE2. */
export const literalPattern = (text: string, cased: boolean): string =>
  Array.from(text, (character) => {
    if ((character.codePointAt(0) ?? 0) < 0x80) return escapedCharacter(character);
    return cased ? character : bothCases(character);
  }).join('');

/** Where a text begins and ends within its field, and what a wildcard may stand for. */
export type Bounds = { readonly start: string; readonly end: string; readonly any: string };

export const WHOLE_FIELD: Bounds = { start: '^', end: '\\z', any: '[\\x00-\\xff]*' };

const isAny = (part: TextPart | undefined): boolean =>
  typeof part === 'object' && 'wildcard' in part && part.wildcard === 'any';

const partPattern = (part: TextPart, any: string, plain: (text: string) => string): string => {
  if (typeof part === 'string') return plain(part);
  if ('oneOf' in part) return `(?:${part.oneOf.map(plain).join('|')})`;
  return part.wildcard === 'any' ? any : ONE_CHARACTER;
};

/** A Sigma text as PCRE2, anchored at both ends where no `*` stands there. Without flags: the caller adds `(?i)`. */
export const textPattern = (parts: readonly TextPart[], cased: boolean, bounds: Bounds = WHOLE_FIELD): string => {
  let first = 0;
  let last = parts.length;
  const whole = bounds === WHOLE_FIELD;
  while (whole && first < last && isAny(parts[first])) first++;
  while (whole && last > first && isAny(parts[last - 1])) last--;
  const inner = parts
    .slice(first, last)
    .map((part) => partPattern(part, bounds.any, (text) => literalPattern(text, cased)))
    .join('');
  return `${first > 0 ? '' : bounds.start}${inner}${last < parts.length ? '' : bounds.end}`;
};

const inJson = (text: string, cased: boolean): string =>
  Array.from(text, (character) => {
    if (character === '\\') return '\\\\{1,2}';
    const pattern = literalPattern(character, cased);
    return character === '"' || character === '/' ? `\\\\?${pattern}` : pattern;
  }).join('');

/** A keyword as PCRE2 over the whole line, where quotes and backslashes may be escaped as in JSON. */
export const keywordPattern = (parts: readonly TextPart[], cased: boolean): string =>
  parts.map((part) => partPattern(part, WHOLE_FIELD.any, (text) => inJson(text, cased))).join('');

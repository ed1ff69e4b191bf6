import { fail, ok, type Result } from '../model/result.ts';

const hex = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** Where no `<` may begin an element and no `$` a variable of the XML dialect. */
const plainEnd = (at: number, source: string, flags: string): string => {
  if (flags.includes('m')) return '(?=\\n|\\z)';
  return at === source.length - 1 ? '$' : '\\Z';
};

/**
 * A regular expression of a rule as the XML dialect can hold it: `<` and `$` are written in other ways that mean the same.
 * An error says what cannot be written.
 */
export const writtenRegex = (source: string, flags: string): Result<string, string> => {
  let text = '';
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    const next = source.charAt(at + 1);
    if (inClass && character > '\x7f') return fail('a class with characters outside ASCII, and patterns see bytes');
    if (character === '\\') {
      if (next === 'k' || next === 'K') return fail(`\\${next} is not supported`);
      text += next === '<' || next === '$' ? hex(next) : character + next;
      at++;
    } else if (inClass) {
      inClass = character !== ']';
      text += character === '<' || character === '$' ? hex(character) : character;
    } else if (character === '[') {
      inClass = true;
      const first = /^\[\^?\]?/.exec(source.slice(at))?.[0] ?? '[';
      text += first;
      at += first.length - 1;
    } else if (character === '(') {
      const named = /^\(\?P?<([A-Za-z_]\w*)>/.exec(source.slice(at, at + 80));
      if (/^\(\?<[=!]/.test(source.slice(at, at + 4))) return fail('look-behind cannot be written in the XML dialect');
      text += '(';
      at += named === null ? 0 : named[0].length - 1;
    } else if (character === '<') text += hex(character);
    else text += character === '$' ? plainEnd(at, source, flags) : character;
  }
  return ok(text);
};

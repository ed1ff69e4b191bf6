import { lowerCaseOf } from '../bytes.ts';
import { PCRE_WORD } from './pcre-class.ts';

/** Is the byte at `at` a word character of PCRE? False outside of the subject. */
export const isWordByte = (subject: string, at: number): boolean =>
  at >= 0 && at < subject.length && PCRE_WORD[subject.charCodeAt(at)] === 1;

/** Does `text` stand in `subject` at `at`? */
export const foldedEqual = (subject: string, at: number, text: string, ignoreCase: boolean): boolean =>
  ignoreCase ? lowerCaseOf(subject.slice(at, at + text.length)) === lowerCaseOf(text) : subject.startsWith(text, at);

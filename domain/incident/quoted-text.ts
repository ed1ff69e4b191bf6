import { plainText } from './plain-text.ts';

/** Characters that change how others are shown, or show nothing: direction marks, joiners, line separators, tags. */
const DECEPTIVE = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

const MAXIMUM_LENGTH = 120;

/** Text from a log as one line of plain text of at most `length` UTF-16 units: what cannot be seen is U+FFFD. */
export const lineOfText = (text: string, length = MAXIMUM_LENGTH): string => {
  const line = plainText(text.slice(0, 4 * length).replace(/\s+/g, ' '))
    .replace(DECEPTIVE, '\uFFFD')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).toWellFormed()}…`;
};

/** The same between “ and ”; quotation marks of this kind within it become ', so that it cannot end its own quotation. */
export const quoted = (text: string, length = MAXIMUM_LENGTH): string =>
  `“${lineOfText(text, length).replace(/[“”„‟]/g, "'")}”`;

/**
 * Characters that no report shows: controls, invisible ones, and those that change the direction of text, with which a
 * log line could make a page say something else than it does (Unicode TR 36, 3.6).
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text that others wrote, on one line: unseen characters become U+FFFD, and it ends after `length` characters. */
export const plain = (text: string, length = 300): string => {
  const seen = text
    .replace(/[\r\n\t]+/g, ' ')
    .toWellFormed()
    .replace(UNSEEN, '\uFFFD')
    .trim();
  const characters = [...seen.slice(0, 2 * length + 2)];
  return characters.length <= length ? seen : `${characters.slice(0, length - 1).join('')}…`;
};

/**
 * Cuts a text that starts with a JSON object into its JSON texts, without parsing them: a text ends where its brackets
 * are closed, wherever line ends are. What follows an object on its line up to the line's end is given as a text of its own
 * unless it is another object. An object that never closes is given line by line: one bad line must not swallow the rest.
 */
export function* jsonTexts(text: string): Generator<string, undefined> {
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const end = startsObject(text, at) ? endOfObject(text, at) : -1;
    const stop = end < 0 ? endOfLine(text, at) : end;
    yield text.slice(at, stop).trimEnd();
    at = skipBlank(text, stop);
  }
  return undefined;
}

const startsObject = (text: string, at: number): boolean => text.charCodeAt(at) === 123;

/** White space, and the commas or record separators (RFC 7464) that some writers put between objects. */
const skipBlank = (text: string, start: number): number => {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9 && code !== 44 && code !== 30) break;
    at++;
  }
  return at;
};

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

const BRACKET_OR_QUOTE = /["{}[\]]/g;

/** The index behind the bracket that closes the object at `start`; -1 where none does, or a new line starts an object within. */
const endOfObject = (text: string, start: number): number => {
  let depth = 0;
  BRACKET_OR_QUOTE.lastIndex = start;
  for (let match = BRACKET_OR_QUOTE.exec(text); match !== null; match = BRACKET_OR_QUOTE.exec(text)) {
    const [character] = match;
    if (character === '"') {
      const end = endOfString(text, match.index);
      if (end < 0) return -1;
      BRACKET_OR_QUOTE.lastIndex = end;
    } else if (character === '{' || character === '[') {
      if (depth > 0 && character === '{' && text.startsWith('\n{"', match.index - 1)) return -1;
      depth++;
    } else if (--depth === 0) return match.index + 1;
  }
  return -1;
};

/** The index behind the closing quote; -1 where the line ends before (JSON strings have no raw line ends). */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) return at + 1;
    else if (code === 10) return -1;
  }
  return -1;
};

/** Named values of a line; without prototype, since names come from the line. */
export type Attributes = { [name: string]: string };

export const newAttributes = (): Attributes => Object.create(null);

const MAXIMUM_ATTRIBUTES = 300;
const MAXIMUM_NAME = 100;

const isName = (text: string): boolean => text.length <= MAXIMUM_NAME && /^[\w.\-[\]]+$/.test(text);

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replaceAll(/\\([\\=|nr])/g, (_, code: string) => (code === 'n' ? '\n' : code === 'r' ? '\r' : code))
    : text;

/** The index of the quote that ends the value that begins at `start` with one; -1 for none. */
const endOfQuoted = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) return at;
  }
  return -1;
};

/**
 * `name=value name=value …` where values may contain spaces, as in the extension of CEF: a value ends where ` name=` begins,
 * `\=` does not begin one. `quotes`: a value in quotes ends with them, whatever it holds. Linear in the length; the first 300 names.
 */
export const readSpacedAttributes = (text: string, into: Attributes, quotes = false): void => {
  let name: string | undefined;
  let start = 0;
  let space = -1;
  let count = 0;
  let mayQuote = quotes;
  const put = (end: number): void => {
    if (name === undefined || into[name] !== undefined) return;
    const value = text.slice(start, end).trim();
    into[name] = quotes ? value : unescaped(value);
  };
  for (let at = 0; at < text.length && count < MAXIMUM_ATTRIBUTES; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 32 || code === 9) space = at;
    else if (code === 61 && space + 1 >= start && at - space - 1 <= MAXIMUM_NAME) {
      const candidate = text.slice(space + 1, at);
      if (!isName(candidate)) continue;
      put(Math.max(space, start));
      name = candidate;
      start = at + 1;
      count++;
      if (!mayQuote || text.charCodeAt(start) !== 34) continue;
      const end = endOfQuoted(text, start);
      if (end < 0) mayQuote = false;
      else at = end;
    }
  }
  put(text.length);
};

/** `name=value` pairs between delimiters, as in LEEF. */
export const readDelimitedAttributes = (text: string, delimiter: string, into: Attributes): void => {
  for (const pair of text.split(delimiter, MAXIMUM_ATTRIBUTES)) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    if (equals > 0 && isName(name) && into[name] === undefined) into[name] = pair.slice(equals + 1).trim();
  }
};

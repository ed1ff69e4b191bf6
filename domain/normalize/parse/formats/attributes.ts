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

/**
 * `name=value name=value …` where values may contain spaces, as in the extension of CEF: a value ends where ` name=` begins,
 * `\=` does not begin one. Linear in the length; the first 300 names.
 */
export const readSpacedAttributes = (text: string, into: Attributes): void => {
  let name: string | undefined;
  let start = 0;
  let space = -1;
  let count = 0;
  const put = (end: number): void => {
    if (name !== undefined && into[name] === undefined) into[name] = unescaped(text.slice(start, end).trim());
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

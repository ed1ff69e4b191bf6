/** A value that JSON cannot carry (I-JSON, RFC 7493): writing it would change what it says. */
export class CanonicalJsonError extends Error {
  override readonly name = 'CanonicalJsonError';
}

const MAXIMUM_DEPTH = 64;

const textOf = (text: string, path: string): string => {
  if (!text.isWellFormed()) throw new CanonicalJsonError(`${path} holds half of a surrogate pair`);
  return JSON.stringify(text);
};

const numberOf = (value: number, path: string): string => {
  if (!Number.isFinite(value)) throw new CanonicalJsonError(`${path} is ${value}, which JSON has no number for`);
  return JSON.stringify(value);
};

const write = (value: unknown, path: string, depth: number): string => {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return textOf(value, path);
  if (typeof value === 'number') return numberOf(value, path);
  if (typeof value !== 'object') throw new CanonicalJsonError(`${path} is a ${typeof value}, which JSON does not have`);
  if (depth === MAXIMUM_DEPTH) throw new CanonicalJsonError(`${path} lies deeper than ${MAXIMUM_DEPTH} levels`);
  if (Array.isArray(value))
    return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1)).join(',')}]`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new CanonicalJsonError(`${path} is neither a plain object nor a list`);
  const members = new Map<string, unknown>(Object.entries(value));
  const written = [...members.keys()]
    .sort()
    .filter((name) => members.get(name) !== undefined)
    .map((name) => `${textOf(name, path)}:${write(members.get(name), `${path}.${name}`, depth + 1)}`);
  return `{${written.join(',')}}`;
};

/**
 * Canonical JSON (RFC 8785) of nested values: members sorted by UTF-16 code units, numbers and strings as ECMAScript
 * writes them, no white space. Members that are undefined are left out, as JSON.stringify does. Throws
 * CanonicalJsonError, with the path, for what JSON cannot carry: numbers that are not finite, lone surrogates, undefined
 * in a list, functions, big integers, dates and other objects with a class, and more than 64 levels.
 */
export const canonicalJson = (value: unknown): string => write(value, '$', 0);

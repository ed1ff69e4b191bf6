import { literalPattern } from './pattern.ts';

/** As often as it can, without going back; in two loops, because the engine bounds how deep one may go. */
const all = (pattern: string): string => `(?:(?:${pattern}){1,64}+)*+`;

const OTHER = '[^{}[\\]"]*+';
const STRING = `"[^"\\\\]*+${all('\\\\.[^"\\\\]*+')}"`;
/** A string, or an object or array with all in it (group 1), and what stands before. */
const TOKEN = `(?>${OTHER}(?:${STRING}|(?1)))`;
const NESTED = `([{[]${all(TOKEN)}${OTHER}[}\\]])`;

/** All up to the key. */
const upTo = (name: string): string => {
  const key = `${OTHER}"${literalPattern(name, false)}"\\s*:\\s*`;
  return `${all(`(?!${key})${TOKEN}`)}${key}`;
};
const pathPattern = (path: readonly string[]): string => `\\s*\\{${path.map(upTo).join('\\{')}`;

/**
 * A pattern for JSON lines that have the key at any depth. Within a string a quotation mark has a backslash before it, so
 * what is found is a key.
 */
export const hasNamePattern = (name: string): string => `[{,]\\s*"${literalPattern(name, true)}"\\s*:`;

/** A pattern for JSON lines that have the key, with any value. `joined`: it may also stand there as `a.b.c`. */
export const hasKeyPattern = (path: readonly string[], joined: boolean): string => {
  const forms = joined && path.length > 1 ? [path, [path.join('.')]] : [path];
  return `(?i)^(?:${NESTED}){0}(?:${forms.map(pathPattern).join('|')})`;
};

/** A pattern for JSON lines in which two keys hold the same text. */
export const sameTextPattern = (first: readonly string[], second: readonly string[]): string =>
  `(?i)^(?:${NESTED}){0}(?=${pathPattern(first)}"((?:[^"\\\\]++|\\\\.)*+)")(?=${pathPattern(second)}"\\2")`;

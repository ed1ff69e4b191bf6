import { lowerCaseOf } from '../bytes.ts';
import type { Matcher } from './matcher.ts';

type Alternative = (lower: string) => boolean;

const alternativeOf = (text: string): Alternative => {
  const start = text.startsWith('^');
  const end = text.length > (start ? 1 : 0) && text.endsWith('$');
  const literal = text.slice(start ? 1 : 0, end ? -1 : undefined);
  if (start && end) return (lower) => lower === literal;
  if (start) return (lower) => lower.startsWith(literal);
  if (end) return (lower) => lower.endsWith(literal);
  return (lower) => lower.includes(literal);
};

/** OS_Match: case-insensitive literals separated by `|`, `^` and `$` as anchors, a leading `!` inverts all of it. */
export const osMatch = (pattern: string): Matcher => {
  const negated = pattern.startsWith('!');
  const alternatives = lowerCaseOf(negated ? pattern.slice(1) : pattern)
    .split('|')
    .map(alternativeOf);
  const test = (subject: string): boolean => {
    const lower = lowerCaseOf(subject);
    for (const alternative of alternatives) if (alternative(lower)) return !negated;
    return negated;
  };
  return { test, exec: (subject) => (test(subject) ? { end: subject.length, groups: [] } : undefined) };
};

/** The values that an OS_Match pattern equals, lower case, where it is made of `^value$` alternatives only. */
export const osMatchValues = (pattern: string): readonly string[] | undefined => {
  const parts = lowerCaseOf(pattern).split('|');
  return !pattern.startsWith('!') && parts.every((part) => /^\^.*\$$/s.test(part))
    ? parts.map((part) => part.slice(1, -1))
    : undefined;
};

/** Lower-case texts of which every match contains at least one. */
export const osMatchLiterals = (pattern: string): readonly string[] => {
  if (pattern.startsWith('!')) return [];
  const literals = lowerCaseOf(pattern)
    .split('|')
    .map((part) => part.replace(/^\^/, '').replace(/\$$/, ''));
  return literals.includes('') ? [] : literals;
};

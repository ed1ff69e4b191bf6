import type { SigmaMatcher } from './matcher.ts';
import { networkPattern } from './network-pattern.ts';
import { comparisonPattern } from './number-pattern.ts';
import { literalPattern, textPattern } from './pattern.ts';
import type { TextPart } from './text.ts';

const QUOTED = { start: '"', end: '"', any: '[^"]*' };
const BARE = { start: '', end: "(?=[\\s']|\\z)", any: '[^\\s"\']*' };

/** A pattern for lines with the pair, whatever its value. */
export const hasPairPattern = (name: string): string => `(?:^|[\\s'])${literalPattern(name, true)}=`;

const ofParts = (name: string, parts: readonly TextPart[], cased: boolean): string =>
  `${hasPairPattern(name)}(?:${textPattern(parts, cased, QUOTED)}|${textPattern(parts, cased, BARE)})`;

const ofWhole = (name: string, pattern: string | undefined): string | undefined => {
  const inner = pattern?.startsWith('^') && pattern.endsWith('\\z') ? pattern.slice(1, -2) : undefined;
  return inner === undefined ? undefined : `${hasPairPattern(name)}"?${inner}"?${BARE.end}`;
};

/** A pattern for lines in which `name=value` or `name="value"` has such a value; undefined where none can say so. */
export const pairPattern = (name: string, matcher: SigmaMatcher): string | undefined => {
  switch (matcher.kind) {
    case 'text':
      return ofParts(name, matcher.parts, matcher.cased);
    case 'number':
      return ofParts(name, [String(matcher.value)], false);
    case 'comparison':
      return ofWhole(name, comparisonPattern(matcher.comparison, matcher.value));
    case 'network':
      return ofWhole(name, networkPattern(matcher.network));
    default:
      return undefined;
  }
};

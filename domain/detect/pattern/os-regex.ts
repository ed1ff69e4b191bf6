import { fail, ok, type Result } from '../../model/result.ts';
import { engineOf } from './engine.ts';
import type { Match, Matcher } from './matcher.ts';
import { type OsRegexAlternative, parseOsRegex } from './os-regex-parse.ts';

const alternativeMatcher = (alternative: OsRegexAlternative): Matcher => {
  const engine = engineOf(alternative);
  const { tail, optional } = alternative;
  const exec: Matcher['exec'] = (subject, meter): Match | undefined => {
    if (subject === '' && !optional) return undefined;
    const match = engine.exec(subject, meter);
    if (match === undefined || tail === 'plain') return match;
    if (tail === 'repetition') return { ...match, end: Math.min(match.end + 1, subject.length) };
    const capture = match.groups[match.groups.length - 1] ?? '';
    return { ...match, end: match.end - Math.max(0, capture.length - 2) };
  };
  const test: Matcher['test'] = (subject, meter) => (subject === '' ? optional : engine.test(subject, meter));
  return { exec, test };
};

/** OS_Regex: alternatives in written order, each over the whole subject; the first that matches supplies the captures. */
export const osRegex = (alternatives: readonly OsRegexAlternative[]): Matcher => {
  const matchers = alternatives.map(alternativeMatcher);
  return {
    test: (subject, meter) => matchers.some((matcher) => matcher.test(subject, meter)),
    exec: (subject, meter) => {
      for (const matcher of matchers) {
        const match = matcher.exec(subject, meter);
        if (match !== undefined) return match;
      }
      return undefined;
    },
  };
};

/** Compiles an OS_Regex pattern (bytes); an error names what the format lacks. */
export const compileOsRegex = (pattern: string): Result<Matcher, string> => {
  const parsed = parseOsRegex(pattern);
  return parsed.ok ? ok(osRegex(parsed.value)) : fail(parsed.error);
};

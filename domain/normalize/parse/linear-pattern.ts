import { RE2JS } from 're2js';
import { compilePattern } from '../../detect/pattern/compile.ts';
import { eventMeter } from '../../detect/pattern/matcher.ts';

/** The text of a group by its number from 1; undefined where the group took no part. */
export type Groups = (group: number) => string | undefined;

/** An RE2 pattern: time linear in the text, whoever wrote either. */
export type LinearPattern = {
  /** Number of each named group. */
  readonly names: readonly (readonly [name: string, group: number])[];
  readonly groupCount: number;
  /** Undefined where the pattern does not match. */
  readonly find: (text: string) => Groups | undefined;
};

/** RE2 is slow: what a pattern looks at is bounded. */
const MAXIMUM_MATCHED = 16_384;
const ASCII = /^[\0-\x7f]*$/;

/** Both kinds of `$` mean the same where no line ends within; these rarer parts do not, or not for sure. */
const MAY_DIFFER = /\\[pPzZAbBCQE]|\(\?[a-zA-Z]*[imsU-]|\[\[:|\\x\{/;

/**
 * Compiles an RE2 pattern. It is looked for by what every match must contain first, then by the engine of the rules, which
 * takes V8's where few steps are proven; RE2 itself takes the texts that those are not for. Undefined where RE2 does not take
 * the pattern.
 */
export const linearPattern = (source: string): LinearPattern | undefined => {
  let exact: RE2JS;
  try {
    exact = RE2JS.compile(source);
  } catch {
    return undefined;
  }
  const compiled = MAY_DIFFER.test(source) ? undefined : compilePattern('pcre2', source);
  const quick = compiled?.ok ? compiled.value : undefined;
  return {
    names: Object.entries(exact.namedGroups()),
    groupCount: exact.groupCount(),
    find: (text) => {
      const subject = text.length > MAXIMUM_MATCHED ? text.slice(0, MAXIMUM_MATCHED) : text;
      if (quick !== undefined && !subject.includes('\n') && ASCII.test(subject)) {
        const meter = eventMeter(subject.length);
        const found = quick.exec(subject, meter);
        if (!meter.tripped) return found && ((group) => found.groups[group - 1]);
      }
      const matcher = exact.matcher(subject);
      return matcher.find() ? (group) => matcher.group(group) ?? undefined : undefined;
    },
  };
};

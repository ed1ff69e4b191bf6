import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from './compile.ts';
import { eventMeter, type PatternType } from './matcher.ts';

const TYPES: readonly PatternType[] = ['osmatch', 'osregex', 'pcre2'];
/** Pieces of patterns, right and wrong. */
const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    '.',
    '*',
    '+',
    '?',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '|',
    '^',
    '$',
    '\\',
    '\\w',
    '\\d',
    '\\1',
    '\\Q',
    '\\E',
  ],
  ...[
    '(?:',
    '(?=',
    '(?<!',
    '(?<n>',
    '(?i)',
    '(?>',
    '(?|',
    '(?(1)',
    '(?R)',
    '\\k<n>',
    '{2,3}',
    '{2,}',
    '++',
    '[^',
    '[:alpha:]',
  ],
  ...['-', ',', '\\x', '\\p{L}', '\u00ff', '\0', '\n', '(a+)+', '(a|a)*', '(.*)*'],
);
const patterns = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(''));
const subjects = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\u00ff', '\n'), maxLength: 40 }),
  fc.constant('a'.repeat(3_000)),
  fc.constant('ab 1'.repeat(2_000)),
);

describe('hostile patterns and lines', () => {
  it('nothing throws, and steps stay within the budget', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), patterns, subjects, (type, pattern, subject) => {
        const compiled = compilePattern(type, pattern);
        if (!compiled.ok) {
          expect(compiled.error).not.toBe('');
          return;
        }
        const meter = eventMeter(subject.length);
        const match = compiled.value.exec(subject, meter);
        // What one engine takes at most before it looks at the budget again.
        expect(meter.left).toBeGreaterThanOrEqual(-10 * subject.length - 10);
        expect(meter.quick).toBeGreaterThanOrEqual(0);
        if (meter.tripped) expect(match).toBeUndefined();
        if (match !== undefined) expect(match.end).toBeLessThanOrEqual(subject.length);
      }),
      { numRuns: 1_500 },
    );
  });

  it('many patterns that explode share one budget and give up, each for itself', () => {
    const subject = 'a'.repeat(5_000);
    const meter = eventMeter(subject.length);
    let tripped = 0;
    for (let index = 0; index < 300; index++) {
      const compiled = compilePattern('pcre2', `^(a+)+\\1(?=b${index})$`);
      if (!compiled.ok) throw new Error(compiled.error);
      compiled.value.test(`${subject}b${index}`, meter);
      if (meter.tripped) tripped++;
      meter.tripped = false;
    }
    expect(tripped).toBe(300);
    expect(meter.left).toBeGreaterThan(-100);
  });

  it('beyond what V8 may spend on an event RE2 answers, and gives up nothing', () => {
    const subject = `${'foo '.repeat(100)}bar`;
    const meter = eventMeter(subject.length);
    for (let index = 0; index < 200; index++) {
      const compiled = compilePattern('pcre2', `foo.*ba${index % 2 === 0 ? 'r' : 'z'}|x{${index + 1}}y`);
      if (!compiled.ok) throw new Error(compiled.error);
      expect(compiled.value.test(subject, meter)).toBe(index % 2 === 0);
    }
    expect(meter.tripped).toBe(false);
    expect(meter.quick).toBeLessThan(200_000);
  });
});

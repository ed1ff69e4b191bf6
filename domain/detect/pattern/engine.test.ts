import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtrackingMatcher, STEP_BUDGET } from './backtrack.ts';
import { affordableLength } from './cost.ts';
import { engineOf } from './engine.ts';
import { parsePcre } from './pcre-parse.ts';
import { sourceOf } from './source.ts';
import type { Syntax } from './syntax.ts';

const syntaxOf = (pattern: string): Syntax => {
  const parsed = parsePcre(pattern);
  if (!parsed.ok) throw new Error(`${pattern}: ${parsed.error}`);
  return parsed.value;
};

/** Patterns over a, b, c whose meaning V8 and PCRE share. */
const { pattern: patterns } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 2 },
    fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((items) => items.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}|${b}`),
  ),
  item: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      'a*',
      'b+?',
      '.*',
      '.*?',
      '[ab]{1,2}',
      'c?',
      '\\b',
      '(?=b)',
      '(?<!a)',
    ),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})?`),
    tie('pattern').map((inner) => `(?:${inner})+`),
    tie('pattern').map((inner) => `(?:${inner}){1,3}`),
  ),
}));

describe('engines', () => {
  it('the backtracking matcher finds what V8 finds', () => {
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 }),
        (pattern, subject) => {
          const syntax = syntaxOf(pattern);
          // Only what V8 may run must mean the same there: it treats empty iterations in another way than PCRE.
          fc.pre(affordableLength(syntax.node) > 0);
          const found = backtrackingMatcher(syntax).exec(subject, { tripped: false });
          const expected = new RegExp(pattern).exec(subject);
          expect(found?.groups).toEqual(expected === null ? undefined : [...expected.slice(1)]);
          if (expected !== null) expect(found?.end).toBe(expected.index + expected[0].length);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('the chosen engine agrees with the backtracking matcher, also beyond the affordable length', () => {
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 }),
        (pattern, subject) => {
          const syntax = syntaxOf(pattern);
          const long = `${subject}${' '.repeat(3_000)}`;
          for (const text of [subject, long]) {
            const meter = { tripped: false };
            const expected = backtrackingMatcher(syntax).test(text, meter);
            if (!meter.tripped) expect(engineOf(syntax).test(text, meter)).toBe(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    '(a+)+$',
    '(a|a)*c',
    '(a|aa)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(.*a){20}',
    '.*.*.*.*x',
    '\\s+\\s+\\s+y',
    '(x+x+)+y',
    'a*a*a*a*a*b',
  ])('%s never reaches V8 with a subject that it could hang on', (pattern) => {
    const { node } = syntaxOf(pattern);
    expect(affordableLength(node)).toBeLessThan(2_001);
    const meter = { tripped: false };
    engineOf(syntaxOf(pattern)).test('a'.repeat(100_000), meter);
    expect(meter.tripped).toBe(false);
  });

  it('what only the backtracking matcher can do stops at its budget and says so', () => {
    const meter = { tripped: false };
    const matcher = engineOf(syntaxOf('^(a+)+\\1(?=b)$'));
    expect(matcher.test('a'.repeat(5_000), meter)).toBe(false);
    expect(meter.tripped).toBe(true);
    expect(STEP_BUDGET).toBeLessThanOrEqual(100_000);
  });

  it('knows when one byte decides where a repetition ends', () => {
    expect(affordableLength(syntaxOf('^\\d+ \\w+$').node)).toBeGreaterThan(100_000);
    expect(affordableLength(syntaxOf('^(?:\\w+\\.)+$').node)).toBe(0);
    expect(affordableLength(syntaxOf('foo.*bar').node)).toBe(666);
  });

  it('writes sets so that both engines read bytes', () => {
    expect(sourceOf(syntaxOf('[^a]').node, 're2')).toBe('[\\x00-\\x60\\x62-\\xff]');
    expect(sourceOf(syntaxOf('(?i)é'.replace('é', '\u00c3\u00a9')).node, 'v8')).toBe('\\xc3\\xa9');
  });
});

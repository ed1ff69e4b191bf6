import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from './compile.ts';
import type { PatternType } from './matcher.ts';

/** Our answer, by the way that rules and decoders take. */
const find = (type: PatternType, pattern: string, subject: string) => {
  const compiled = compilePattern(type, pattern);
  if (!compiled.ok) throw new Error(`${pattern}: ${compiled.error}`);
  const match = compiled.value.exec(subject, { tripped: false });
  expect(compiled.value.test(subject, { tripped: false })).toBe(match !== undefined);
  return match;
};

/** The answer of V8's RegExp, given the same pattern by another translation. */
const oracle = (pattern: RegExp, subject: string) => {
  const found = pattern.exec(subject);
  return found === null ? undefined : { end: found.index + found[0].length, groups: found.slice(1) };
};

// No newline, no non-breaking space, no case beyond ASCII: there V8 and PCRE2 without UTF mean different things.
const subjects = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    'c',
    '1',
    '2',
    ' ',
    '.',
    '-',
    '_',
    '@',
    '/',
    '"',
    '=',
    '\u00e9',
    '\u0080',
    '\0',
    '\t',
  ),
  maxLength: 16,
});

/** Atoms that consume; both engines read them in the same way. */
const atom = fc.constantFrom(
  ...[
    'a',
    'B',
    'c',
    '\\d',
    '\\w',
    '\\D',
    '.',
    '[abc]',
    '[^a1]',
    '[A-C1-2]',
    '\\.',
    '[\\d.]',
    '"[^"]*"',
    '\\x61',
    '[-_]',
  ],
);
const quantifier = fc.constantFrom('', '', '', '+', '*', '?', '+?', '*?', '??', '{2}', '{1,2}', '{1,}', '{0,3}?');
const assertion = fc.constantFrom('^', '$', '\\b', '\\B', '(?=a)', '(?!\\d)', '(?<=[a-c])', '(?<!1)');
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(atom, quantifier).map(([a, q]) => a + q) },
  { weight: 1, arbitrary: assertion },
);
const sequence = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const pattern = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: sequence },
      { weight: 2, arbitrary: sequence.map((inner) => `(${inner})`) },
      { weight: 1, arbitrary: fc.tuple(sequence, sequence).map(([a, b]) => `(${a}|${b})`) },
      { weight: 1, arbitrary: fc.tuple(sequence, sequence).map(([a, b]) => `(?:${a}|${b})`) },
      { weight: 1, arbitrary: atom.map((inner) => `(?:${inner}B)+`) },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(''));

describe('PCRE2 against V8', () => {
  it('matches, ends and captures are the same, with case and without', () => {
    fc.assert(
      fc.property(pattern, subjects, fc.boolean(), (source, subject, ignoreCase) => {
        const found = find('pcre2', ignoreCase ? `(?i)${source}` : source, subject);
        expect(found).toEqual(oracle(new RegExp(source, ignoreCase ? 'i' : ''), subject));
      }),
      { numRuns: 1_500 },
    );
  });

  it('so are back-references to groups that are set', () => {
    fc.assert(
      fc.property(sequence, subjects, (middle, subject) => {
        const source = `(?<first>[ab1]+?)${middle}\\k<first>`;
        expect(find('pcre2', source, subject + subject)).toEqual(oracle(new RegExp(source), subject + subject));
      }),
      { numRuns: 300 },
    );
  });
});

type Token = { readonly os: string; readonly v8: string; readonly repeats: boolean };
const P = '[!"#$%&\'()*+,\\-.:;<=>?[\\]{|}]';
const classes: readonly Token[] = [
  ['\\w', '[A-Za-z0-9\\-@_]'],
  ['\\d', '[0-9]'],
  ['\\s', ' '],
  ['\\t', '\\t'],
  ['\\p', P],
  ['\\W', '[^A-Za-z0-9\\-@_]'],
  ['\\D', '[^0-9]'],
  ['\\S', '[^ ]'],
  ['\\.', '[^]'],
].map(([os = '', v8 = '']) => ({ os, v8, repeats: true }));
const literals: readonly Token[] = [...'ab1 ./-"='].map((letter) => ({
  os: letter,
  v8: /\w/.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : `[\\${letter}]`,
  repeats: false,
}));
const token = fc.tuple(fc.constantFrom(...classes, ...literals), fc.constantFrom('', '', '+', '*'));
const group = fc.record({ captured: fc.boolean(), tokens: fc.array(token, { minLength: 1, maxLength: 3 }) });
const anchored = fc.record({
  start: fc.boolean(),
  end: fc.boolean(),
  groups: fc.array(group, { minLength: 1, maxLength: 3 }),
});
type Anchored = typeof anchored extends fc.Arbitrary<infer Value> ? Value : never;

/** The two spellings of an alternative: lazy in the middle, greedy at the tail, `+` and `*` only behind classes. */
const spell = ({ start, end, groups }: Anchored): { os: string; v8: string } => {
  const all = groups.flatMap(({ tokens }) => tokens);
  const text = (dialect: 'os' | 'v8') =>
    groups.map(({ captured, tokens }) => {
      const inner = tokens.map((each) => {
        const [{ repeats }, mark] = each;
        if (dialect === 'os') return each[0].os + (repeats ? mark : '');
        return each[0].v8 + (repeats && mark !== '' ? mark + (each === all.at(-1) ? '' : '?') : '');
      });
      return captured ? `(${inner.join('')})` : inner.join('');
    });
  const around = (inner: string) => `${start ? '^' : ''}${inner}${end ? '$' : ''}`;
  return { os: around(text('os').join('')), v8: around(text('v8').join('')) };
};

describe('OS_Regex against V8', () => {
  it('the first alternative that matches anywhere supplies the captures', () => {
    fc.assert(
      fc.property(fc.array(anchored, { minLength: 1, maxLength: 2 }), subjects, (alternatives, subject) => {
        fc.pre(subject !== '');
        const spelled = alternatives.map(spell);
        const expected = spelled.map(({ v8 }) => new RegExp(v8).exec(subject)).find((found) => found !== null);
        const found = find('osregex', spelled.map(({ os }) => os).join('|'), subject);
        expect(found?.groups).toEqual(expected?.slice(1));
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('OS_Match against its definition', () => {
  it('alternatives of anchored texts', () => {
    const part = fc.tuple(
      fc.boolean(),
      fc.string({ unit: fc.constantFrom('a', 'B', '1', '.'), maxLength: 3 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        subjects,
        fc.boolean(),
        (parts, subject, inverted) => {
          const source = parts.map(([start, text, end]) => `${start ? '^' : ''}${text}${end ? '$' : ''}`).join('|');
          const lower = subject.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
          const expected = parts.some(([start, text, end]) => {
            const wanted = text.toLowerCase();
            if (start && end) return lower === wanted;
            return start ? lower.startsWith(wanted) : end ? lower.endsWith(wanted) : lower.includes(wanted);
          });
          const compiled = compilePattern('osmatch', (inverted ? '!' : '') + source);
          expect(compiled.ok && compiled.value.test(subject, { tripped: false })).toBe(expected !== inverted);
        },
      ),
      { numRuns: 500 },
    );
  });
});

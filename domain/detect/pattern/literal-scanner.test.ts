import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LiteralScanner } from './literal-scanner.ts';

describe('LiteralScanner', () => {
  it('finds what a search for each literal finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'c', '\u00e9'), maxLength: 20 });
    const literals = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\u00e9'), minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(literals, text, (known, subject) => {
        const found = new LiteralScanner(known).find(subject).map((index) => known[index]);
        const lower = subject.replace(/A/g, 'a');
        expect(new Set(found)).toEqual(new Set(known.filter((literal) => lower.includes(literal))));
        expect(found).toHaveLength(new Set(found).size);
      }),
    );
  });

  it('knows nothing of texts without literals', () => {
    expect(new LiteralScanner([]).find('abc')).toEqual([]);
    expect(new LiteralScanner(['abc']).find('')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { counted, duration, listed, momentInWords, percent } from './words.ts';

describe('words of reports', () => {
  it.each([
    [0, '0 s'],
    [2.13, '2.1 s'],
    [74.2, '74 s'],
    [119.6, '2 min'],
    [512, '8 min 32 s'],
    [7_199, '119 min 59 s'],
    [12_000, '3 h 20 min'],
    [190_000, '2 days 4 h'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it.each([
    [0, 0, '–'],
    [0, 5, '0 %'],
    [60, 1_900, '3.16 %'],
    [1, 3_000_000_000, '< 0.001 %'],
    [5, 5, '100 %'],
  ])('says %d of %d as %s', (part, whole, words) => {
    expect(percent(part, whole)).toBe(words);
  });

  it('counts, lists and dates', () => {
    expect([0, 1, 12_000].map((count) => counted(count, 'line'))).toEqual(['no lines', '1 line', '12,000 lines']);
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
    expect(momentInWords('2026-02-18T23:59:59.999Z')).toBe('18 February 2026, 23:59 UTC');
  });
});

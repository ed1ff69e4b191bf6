import { describe, expect, it } from 'vitest';
import { agoOf, durationOf, momentOf } from './instant.ts';

const now = Date.parse('2026-02-18T10:30:45.120Z');

it('names a moment in UTC', () => {
  expect(momentOf('2026-02-18T11:30:45.120+01:00')).toBe('18 Feb 2026, 10:30:45 UTC');
  expect(momentOf('soon')).toBe('soon');
});

describe('durationOf', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [61_000, '1 min 1 s'],
    [3_600_000, '1 h'],
    [3_605_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [-5, '0 s'],
  ])('%i ms', (milliseconds, words) => expect(durationOf(milliseconds)).toBe(words));
});

describe('agoOf', () => {
  it.each([
    [1_000, 'just now'],
    [40_000, '40 s ago'],
    [3_599_000, '59 min ago'],
    [90_000_000, '1 d ago'],
  ])('%i ms before', (before, words) => {
    expect(agoOf(new Date(now - before).toISOString(), now)).toBe(words);
  });
});

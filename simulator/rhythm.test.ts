import { describe, expect, it } from 'vitest';
import { customerActivity, isMonthEnd, staffActivity } from './rhythm.ts';

const at = (text: string): number => Date.parse(text);

describe('the rhythm of a day', () => {
  it('is lively at noon and quiet at night', () => {
    expect(customerActivity(at('2026-02-18T12:00:00Z'))).toBeGreaterThan(0.8);
    expect(customerActivity(at('2026-02-18T03:00:00Z'))).toBeLessThan(0.1);
    expect(staffActivity(at('2026-02-18T09:30:00Z'))).toBeGreaterThan(0.8);
  });

  it('leaves the offices empty at weekends', () => {
    expect(staffActivity(at('2026-02-21T09:30:00Z'))).toBeLessThan(0.1);
  });

  it.each([
    ['2026-02-25T12:00:00Z', false],
    ['2026-02-26T12:00:00Z', true],
    ['2026-02-28T12:00:00Z', true],
    ['2026-03-01T12:00:00Z', true],
    ['2026-03-02T12:00:00Z', false],
  ])('%s is month end: %s', (text, expected) => {
    expect(isMonthEnd(at(text))).toBe(expected);
  });
});

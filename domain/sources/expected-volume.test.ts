import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, hourOf } from '../model/time.ts';
import { expectedBetween, expectedPerHour, type VolumeHistory } from './expected-volume.ts';

/** A Wednesday. */
const NOW = Date.parse('2026-02-18T10:30:00Z');
const nameOf = (at: number): string => hourOf(new Date(at).toISOString());

/** Hours of a source that delivers `rate(time)` since `days` before NOW. */
const historyOf = (days: number, rate: (at: Date) => number): VolumeHistory => {
  const times = Array.from({ length: days * 24 }, (_, hour) => NOW - (hour + 1) * HOUR_MS);
  const hours = new Map(times.map((at): [string, number] => [nameOf(at), rate(new Date(at))]));
  return {
    hours: new Map([...hours].filter(([, count]) => count > 0)),
    known: new Set(hours.keys()),
  };
};
const office = (at: Date): number =>
  at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 8 && at.getUTCHours() < 18 ? 600 : 0;

describe('expected volume', () => {
  it('is that of the same hours of former days', () => {
    expect(
      expectedPerHour(
        historyOf(7, () => 120),
        NOW,
      ),
    ).toBe(120);
  });

  it.each([
    ['no history', 0],
    ['five hours', 5 / 24],
    ['23 hours', 23 / 24],
  ])('is unknown with %s', (_, days) => {
    expect(
      expectedPerHour(
        historyOf(days, () => 1000),
        NOW,
      ),
    ).toBeUndefined();
  });

  it.each([
    ['in the middle of a working day', '2026-02-18T12:30:00Z', 600],
    ['at its edge in the morning', '2026-02-18T08:10:00Z', 0],
    ['at its edge in the evening', '2026-02-18T18:05:00Z', 0],
    ['at night', '2026-02-18T02:30:00Z', 0],
    ['on a Saturday', '2026-02-14T12:30:00Z', undefined],
    ['on a Sunday with a known Saturday', '2026-02-15T12:30:00Z', 0],
    ['on a Monday', '2026-02-16T12:30:00Z', 600],
  ])('of office hours, %s', (_, time, expected) => {
    const { hours, known } = historyOf(6, office);
    const at = Date.parse(time);
    const past = (names: Iterable<string>) => new Set([...names].filter((name) => name < nameOf(at)));
    const before = { hours: new Map([...hours].filter(([name]) => name < nameOf(at))), known: past(known) };
    expect(expectedPerHour(before, at)).toBe(expected);
  });

  it('takes no burst of yesterday for usual', () => {
    const burst = nameOf(NOW - DAY_MS);
    expect(
      expectedPerHour(
        historyOf(2, (at) => (nameOf(at.getTime()) === burst ? 50_000 : 3)),
        NOW,
      ),
    ).toBe(3);
  });

  it('says nothing of hours in which no source delivered', () => {
    const { hours } = historyOf(1, () => 100);
    expect(expectedPerHour({ hours, known: new Set() }, NOW)).toBeUndefined();
  });

  it('between two times counts each hour as usual', () => {
    expect(
      expectedBetween(
        historyOf(7, () => 60),
        NOW - 90 * 60_000,
        NOW,
      ),
    ).toBeCloseTo(90);
    const overNight = expectedBetween(historyOf(6, office), NOW - 16 * HOUR_MS, NOW);
    expect(overNight).toBeLessThan(1500);
    expect(
      expectedBetween(
        historyOf(7, () => 60),
        NOW,
        NOW,
      ),
    ).toBe(0);
  });
});

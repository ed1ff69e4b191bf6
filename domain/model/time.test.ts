import { describe, expect, it } from 'vitest';
import { countByMinute, daysBetween, hoursBetween } from './time.ts';

describe('hours and days between two times', () => {
  it('are those that the time touches, the end not included', () => {
    expect(hoursBetween('2026-02-18T22:59:59.999Z', '2026-02-19T01:00:00.000Z')).toEqual([
      '2026-02-18T22',
      '2026-02-18T23',
      '2026-02-19T00',
    ]);
    expect(daysBetween('2026-02-28T23:59:00Z', '2026-03-01T00:00:00Z')).toEqual(['2026-02-28']);
    expect(daysBetween('2026-02-28T23:59:00Z', '2026-03-01T00:00:01Z')).toEqual(['2026-02-28', '2026-03-01']);
  });

  it('are none where the end is not after the start', () => {
    expect(hoursBetween('2026-02-18T10:00:00Z', '2026-02-18T10:00:00Z')).toEqual([]);
    expect(daysBetween('2026-02-19T00:00:00Z', '2026-02-18T00:00:00Z')).toEqual([]);
  });

  it('are in UTC whatever the offset of the timestamps', () => {
    expect(hoursBetween('2026-02-18T00:30:00+02:00', '2026-02-18T01:30:00+02:00')).toEqual([
      '2026-02-17T22',
      '2026-02-17T23',
    ]);
  });
});

describe('counting by minute', () => {
  it('sorts the minutes and loses none', () => {
    const times = ['2026-02-18T10:31:00Z', '2026-02-18T10:30:59.999Z', '2026-02-18T10:31:30Z'];
    expect(Object.entries(countByMinute(times))).toEqual([
      ['2026-02-18T10:30', 1],
      ['2026-02-18T10:31', 2],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimestamp, nearestTo, parseAccessLogTime, parseTimestamp, parseYearless } from './timestamp.ts';

const instant = fc.integer({ min: Date.UTC(1981, 0, 1), max: Date.UTC(2099, 11, 31) });

describe('timestamps', () => {
  it('reads and writes RFC 3339 as Date does', () => {
    fc.assert(
      fc.property(instant, (time) => {
        const text = new Date(time).toISOString();
        expect(formatTimestamp(time)).toBe(text);
        expect(parseTimestamp(text)).toBe(time);
        expect(parseTimestamp(time)).toBe(time);
      }),
    );
  });

  it.each([
    ['2026-02-18 10:30:45', '2026-02-18T10:30:45.000Z'],
    ['2026-02-18T10:30:45.1234567Z', '2026-02-18T10:30:45.123Z'],
    ['2026-02-18T10:30:45,5+02:00', '2026-02-18T08:30:45.500Z'],
    ['2026-02-18T10:30:45-0130', '2026-02-18T12:00:45.000Z'],
    ['1771410645', '2026-02-18T10:30:45.000Z'],
    [1771410645.12, '2026-02-18T10:30:45.120Z'],
  ])('reads %s', (value, expected) => {
    expect(formatTimestamp(parseTimestamp(value) ?? 0)).toBe(expected);
  });

  it.each([
    '',
    'x',
    '2026-13-01T00:00:00Z',
    '2026-02-18T25:00:00Z',
    '2026-02-18T10:30:45 noon',
    '0001-01-01T00:00:00Z',
    null,
    {},
  ])('refuses %j', (value) => expect(parseTimestamp(value)).toBeUndefined());

  it('gives a date without a year the year nearest to the time of receipt', () => {
    const at = (text: string, received: string): string => {
      const time = parseYearless(text, 0);
      if (time === undefined) throw new Error(text);
      return formatTimestamp(nearestTo(Date.parse(received), time));
    };
    expect(at('Dec 31 23:59:59', '2026-01-01T00:00:05Z')).toBe('2025-12-31T23:59:59.000Z');
    expect(at('Jan  1 00:00:01', '2025-12-31T23:59:59Z')).toBe('2026-01-01T00:00:01.000Z');
    expect(at('Feb 18 10:30:45', '2026-02-18T10:30:46Z')).toBe('2026-02-18T10:30:45.000Z');
  });

  it('reads the time of an access log', () => {
    expect(parseAccessLogTime('18/Feb/2026:10:30:45 +0100')).toBe(Date.UTC(2026, 1, 18, 9, 30, 45));
  });
});

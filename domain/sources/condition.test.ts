import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../model/time.ts';
import { changeOf } from './change.ts';
import { conditionOf, type Observation, parseRateOf } from './condition.ts';

const NOW = Date.parse('2026-02-18T10:30:00Z');
const fine: Observation = {
  now: NOW,
  runningSince: NOW - 24 * HOUR_MS,
  expectedPerHour: 1000,
  missing: 0,
  usualGap: 0,
  lastSeen: NOW - MINUTE_MS,
  lastHour: 1000,
  timed: 100,
  lagSeconds: 2,
  liveElsewhere: true,
  lines: 250,
  unread: 0,
};
const minutesAgo = (minutes: number): number => NOW - minutes * MINUTE_MS;
const { expectedPerHour: _, lastSeen: __, ...neverSeen } = fine;

describe('conditionOf', () => {
  it.each<[string, Observation, ReturnType<typeof conditionOf>]>([
    ['fine', fine, undefined],
    ['silent', { ...fine, lastSeen: minutesAgo(10), missing: 166 }, 'silent'],
    ['nine minutes are short', { ...fine, lastSeen: minutesAgo(9), missing: 150 }, undefined],
    ['a low rate', { ...fine, expectedPerHour: 10, lastHour: 0, lastSeen: minutesAgo(100), missing: 16 }, undefined],
    ['a low rate for long', { ...fine, expectedPerHour: 10, lastSeen: minutesAgo(130), missing: 21 }, 'silent'],
    ['batches each hour', { ...fine, usualGap: 50 * MINUTE_MS, lastSeen: minutesAgo(70), missing: 1100 }, undefined],
    ['never seen', { ...neverSeen, lastHour: 0, timed: 0, lines: 0 }, undefined],
    ['awake after sleep', { ...fine, runningSince: minutesAgo(1), lastSeen: minutesAgo(600), lastHour: 0 }, undefined],
    ['low volume', { ...fine, lastHour: 99 }, 'low_volume'],
    ['low volume just after a start', { ...fine, runningSince: minutesAgo(59), lastHour: 0 }, undefined],
    ['a small source varies', { ...fine, expectedPerHour: 199, lastHour: 0 }, undefined],
    ['lagging', { ...fine, lagSeconds: 301 }, 'lagging'],
    ['everything lags: not the source', { ...fine, lagSeconds: 301, liveElsewhere: false }, undefined],
    ['a few late events', { ...fine, lagSeconds: 9000, timed: 9 }, undefined],
    ['clock ahead', { ...fine, lagSeconds: -121 }, 'clock_skew'],
    ['unreadable', { ...fine, lines: 100, unread: 6 }, 'unreadable'],
    ['few unread lines', { ...fine, lines: 99, unread: 99 }, undefined],
    ['the worst first', { ...fine, lastSeen: minutesAgo(30), missing: 500, lines: 100, unread: 90 }, 'silent'],
  ])('%s', (_name, seen, expected) => {
    expect(conditionOf(seen)).toBe(expected);
  });

  it('a parse rate needs 100 lines', () => {
    expect(parseRateOf({ lines: 99, unread: 0 })).toBeUndefined();
    expect(parseRateOf({ lines: 200, unread: 10 })).toBe(0.95);
  });
});

describe('changeOf', () => {
  const since = new Date(minutesAgo(20)).toISOString();
  const silent = { condition: 'silent' as const, since };

  it('begins with the last line, recovers after five fine minutes, and not before a line came', () => {
    const seen = { ...fine, lastSeen: minutesAgo(20) };
    expect(changeOf(undefined, 'silent', seen)).toEqual({ kind: 'began', condition: 'silent', since: minutesAgo(20) });
    expect(changeOf(silent, undefined, seen)).toEqual({ kind: 'none' });
    expect(changeOf(silent, undefined, fine)).toEqual({ kind: 'fine', fineSince: NOW });
    expect(changeOf({ ...silent, fineSince: minutesAgo(4) }, undefined, fine).kind).toBe('fine');
    expect(changeOf({ ...silent, fineSince: minutesAgo(5) }, undefined, fine)).toEqual({ kind: 'recovered' });
  });

  it('tells a worse condition at once, a lesser one not', () => {
    expect(changeOf({ condition: 'lagging', since }, 'silent', fine).kind).toBe('began');
    expect(changeOf(silent, 'lagging', fine)).toEqual({ kind: 'none' });
    expect(changeOf(silent, 'silent', fine)).toEqual({ kind: 'none' });
    expect(changeOf(undefined, undefined, fine)).toEqual({ kind: 'none' });
  });

  it.each<['unreadable' | 'lagging' | 'low_volume', Partial<Observation>]>([
    ['unreadable', { lines: 0 }],
    ['lagging', { timed: 0 }],
    ['low_volume', { runningSince: minutesAgo(30) }],
  ])('%s is not over because nothing is known', (condition, unknown) => {
    expect(changeOf({ condition, since }, undefined, { ...fine, ...unknown })).toEqual({ kind: 'none' });
  });
});

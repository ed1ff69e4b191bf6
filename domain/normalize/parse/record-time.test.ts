import { describe, expect, it } from 'vitest';
import { recordTime } from './record-time.ts';

const RECEIVED = Date.parse('2026-02-18T12:00:00Z');
const at = (value: unknown): string | undefined => {
  const time = recordTime(value, RECEIVED);
  return time === undefined ? undefined : new Date(time).toISOString();
};

describe('recordTime', () => {
  it.each([
    ['2026-02-18T10:30:45.120Z', '2026-02-18T10:30:45.120Z'],
    [1771410645, '2026-02-18T10:30:45.000Z'],
    ['1771410645120', '2026-02-18T10:30:45.120Z'],
    [1771410645120000, '2026-02-18T10:30:45.120Z'],
    ['1771410645120000000', '2026-02-18T10:30:45.120Z'],
    ['Feb 18 2026 10:30:45', '2026-02-18T10:30:45.000Z'],
    ['Feb 18 2026 10:30:45.120 UTC', '2026-02-18T10:30:45.000Z'],
    ['Feb 18 10:30:45', '2026-02-18T10:30:45.000Z'],
    ['Wed, 18 Feb 2026 11:30:45 +0100', '2026-02-18T10:30:45.000Z'],
    ['18/Feb/2026:10:30:45 +0000', '2026-02-18T10:30:45.000Z'],
    ['audit(1771410645.120:812):', '2026-02-18T10:30:45.120Z'],
    ['yesterday', undefined],
    ['', undefined],
    [{}, undefined],
    [true, undefined],
  ])('reads %s', (value, expected) => {
    expect(at(value)).toBe(expected);
  });
});

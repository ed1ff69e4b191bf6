import { describe, expect, it } from 'vitest';
import { timeWindow } from './time-window.ts';

const NOW = Date.parse('2026-02-18T12:00:00Z');

describe('the window of a request', () => {
  it('is the last 24 hours where nothing is asked', () => {
    expect(timeWindow({}, NOW)).toEqual({
      ok: true,
      value: { from: '2026-02-17T12:00:00.000Z', to: '2026-02-18T12:00:00.000Z' },
    });
  });

  it('is in UTC whatever the offset of the question', () => {
    const window = timeWindow({ from: '2026-02-18T10:00:00+02:00', to: '2026-02-18T10:00:00Z' }, NOW);
    expect(window).toEqual({ ok: true, value: { from: '2026-02-18T08:00:00.000Z', to: '2026-02-18T10:00:00.000Z' } });
  });

  it('spans 31 days at most', () => {
    expect(timeWindow({ from: '2026-01-18T12:00:00Z' }, NOW).ok).toBe(true);
    expect(timeWindow({ from: '2026-01-18T11:59:59Z' }, NOW).ok).toBe(false);
  });

  it('does not end before it starts', () => {
    expect(timeWindow({ from: '2026-02-18T12:00:00Z' }, NOW).ok).toBe(false);
    expect(timeWindow({ from: '2026-02-18T10:00:00Z', to: '2026-02-18T09:00:00Z' }, NOW).ok).toBe(false);
  });

  it('does not start before time began', () => {
    expect(timeWindow({ to: '1970-01-01T01:00:00Z' }, NOW).ok).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { incidentSeries, seriesWindow } from './incident-series.ts';

const window = (from: string, to: string) => ({ from: `2026-02-${from}:00.000Z`, to: `2026-02-${to}:00.000Z` });

describe('the steps of a series', () => {
  it.each([
    ['18T10:00', '18T11:00', '1m'],
    ['17T12:00', '18T12:00', '5m'],
    ['15T12:00', '18T12:00', '15m'],
    ['11T12:00', '18T12:00', '1h'],
    ['01T12:00', '28T12:00', '1d'],
  ])('from %s to %s are %s long', (from, to, step) => {
    expect(seriesWindow(window(from, to))).toMatchObject({ ok: true, value: { step } });
  });

  it('reach over both ends of the window', () => {
    expect(seriesWindow({ from: '2026-02-18T10:07:31.120Z', to: '2026-02-18T11:00:00.001Z' }, '15m')).toEqual({
      ok: true,
      value: { from: '2026-02-18T10:00:00.000Z', to: '2026-02-18T11:15:00.000Z', step: '15m', minutes: 15 },
    });
  });

  it('may not be too many', () => {
    expect(seriesWindow(window('17T12:00', '18T12:00'), '1m')).toMatchObject({ ok: true });
    expect(seriesWindow(window('16T12:00', '18T12:00'), '1m')).toMatchObject({
      ok: false,
      error: { document: { status: 400, errors: [{ field: 'step' }] } },
    });
  });
});

describe('the rows of a series', () => {
  it('are there for every step, with zeros where nothing happened', () => {
    const steps = { ...window('18T10:00', '18T13:00'), step: '1h', minutes: 60 } as const;
    const none = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
    expect(
      incidentSeries(steps, [
        { time: '2026-02-18T10:00:00.000Z', band: 'LOW', count: 2 },
        { time: '2026-02-18T12:00:00Z', band: 'CRITICAL', count: 1 },
        { time: '2026-02-18T12:00:00.000+00:00', band: 'LOW', count: 4 },
        { time: '2026-02-18T13:00:00.000Z', band: 'LOW', count: 9 },
      ]),
    ).toEqual([
      { time: '2026-02-18T10:00:00.000Z', ...none, LOW: 2 },
      { time: '2026-02-18T11:00:00.000Z', ...none },
      { time: '2026-02-18T12:00:00.000Z', ...none, LOW: 4, CRITICAL: 1 },
    ]);
  });
});

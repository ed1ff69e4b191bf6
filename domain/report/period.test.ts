import { describe, expect, it } from 'vitest';
import { periodOf } from './period.ts';

const NOW = Date.parse('2026-02-19T01:00:00Z');

describe('periodOf', () => {
  it('is yesterday where no day is named, from midnight to midnight UTC', () => {
    expect(periodOf(undefined, NOW)).toEqual({
      ok: true,
      value: {
        reportId: 'RPT-daily-2026-02-18',
        from: '2026-02-18T00:00:00.000Z',
        to: '2026-02-19T00:00:00.000Z',
        isWhole: true,
      },
    });
    expect(periodOf('2026-02-18', NOW)).toEqual(periodOf(undefined, NOW));
  });

  it('is what is settled of a day that is not over, under an id of its own', () => {
    expect(periodOf('2026-02-19', Date.parse('2026-02-19T10:35:59Z'))).toEqual({
      ok: true,
      value: {
        reportId: 'RPT-daily-2026-02-19-to-1030',
        from: '2026-02-19T00:00:00.000Z',
        to: '2026-02-19T10:30:00.000Z',
        isWhole: false,
      },
    });
  });

  it.each(['2026-02-30', '2026-2-1', 'today', '2026-02-20', '../../etc', '2026-02-18T00'])('refuses %s', (day) => {
    expect(periodOf(day, NOW).ok).toBe(false);
  });
});

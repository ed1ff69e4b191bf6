import { describe, expect, it } from 'vitest';
import { alertOf, host, ip, user } from '../incident/testing/alerts.ts';
import { daysKnown, entitiesToAsk, historyWindow } from './history.ts';
import { historyOf, UNKNOWN_HISTORY } from './testing/history.ts';

describe('entitiesToAsk', () => {
  it('asks about those named most often, not about the hosts that report', () => {
    const alerts = [0, 1, 2].map((n) =>
      alertOf({ n, minute: n, entities: [ip('198.51.100.7'), user(`u${n}`), host('dc1')] }),
    );
    expect(entitiesToAsk(alerts)).toEqual([ip('198.51.100.7'), user('u0'), user('u1'), user('u2')]);
    expect(entitiesToAsk(alerts.toReversed())).toEqual(entitiesToAsk(alerts));
  });

  it('asks about hosts where there is nothing else, and about 20 at most', () => {
    expect(entitiesToAsk([alertOf({ n: 1, minute: 0, entities: [] })])).toEqual([host('cbs-app-01')]);
    const many = Array.from({ length: 50 }, (_, n) => alertOf({ n, minute: n, entities: [user(`u${n}`)] }));
    expect(entitiesToAsk(many)).toHaveLength(20);
  });
});

describe('historyWindow', () => {
  it('is the 30 days that end an hour before the first alert', () => {
    expect(historyWindow({ first_event_at: '2026-02-18T10:00:00.000Z' })).toEqual({
      from: '2026-01-19T09:00:00.000Z',
      to: '2026-02-18T09:00:00.000Z',
    });
  });
});

describe('daysKnown', () => {
  it('is how far the events reach back', () => {
    expect(daysKnown(UNKNOWN_HISTORY)).toBe(0);
    expect(daysKnown(historyOf(12.5, []))).toBe(12.5);
    expect(daysKnown(historyOf(90, []))).toBe(30);
    expect(daysKnown({ ...UNKNOWN_HISTORY, answer: { sightings: [] } })).toBe(0);
  });
});

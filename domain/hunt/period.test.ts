import { describe, expect, it } from 'vitest';
import { noCounts } from './counts.ts';
import { periodOf, receiptHours } from './period.ts';
import { previewSentence } from './preview-sentence.ts';

const NOW = Date.parse('2026-03-20T12:30:00.000Z');

describe('the period of a hunt', () => {
  it('is read in any offset', () => {
    expect(periodOf('2026-02-18T10:00:00+02:00', '2026-02-18T09:00:00Z', NOW)).toEqual({
      ok: true,
      value: { from: '2026-02-18T08:00:00.000Z', to: '2026-02-18T09:00:00.000Z' },
    });
  });

  it.each([
    ['yesterday', '2026-02-18T09:00:00Z', /^from yesterday is no instant/],
    ['2026-02-18T09:00:00Z', '2026-02-18T09:00:00Z', /must be before/],
    ['2026-04-18T09:00:00Z', '2026-04-19T09:00:00Z', /future/],
    ['2020-02-18T09:00:00Z', '2026-02-19T09:00:00Z', /at most 366 days/],
  ])('is refused with a sentence: %s to %s', (from, to, reason) => {
    const period = periodOf(from, to, NOW);
    expect(period.ok ? '' : period.error).toMatch(reason);
  });

  it('is read from hours of receipt before it, for stateful rules and clocks that run ahead, and a day behind it', () => {
    const hours = receiptHours({ from: '2026-02-18T10:00:00.000Z', to: '2026-02-18T11:00:00.000Z' }, NOW);
    expect(hours[0]).toBe('2026-02-18T07');
    expect(hours.at(-1)).toBe('2026-02-19T10');
  });

  it('does not reach into the future', () => {
    const hours = receiptHours({ from: '2026-03-20T10:00:00.000Z', to: '2026-03-21T10:00:00.000Z' }, NOW);
    expect(hours.at(-1)).toBe('2026-03-20T12');
  });
});

describe('the sentence of a preview', () => {
  const month = { from: '2026-02-18T12:30:00.000Z', to: '2026-03-20T12:30:00.000Z' };
  const of = (more: object, period = month) => previewSentence(period, { ...noCounts(), ...more }, NOW);

  it('says what is removed, what of it mattered, and what is added', () => {
    expect(of({ removed: 1_204, confirmed: 2, added: 3 })).toBe(
      'In the last 30 days this removes 1,204 alerts, of which 2 were in confirmed incidents; it adds 3.',
    );
    expect(of({ removed: 1, confirmed: 1 })).toBe(
      'In the last 30 days this removes 1 alert, of which 1 was in confirmed incidents; it adds none.',
    );
    expect(of({})).toBe('In the last 30 days this removes no alert; it adds none.');
  });

  it('names a period that is over', () => {
    expect(of({ removed: 2 }, { from: '2026-02-18T10:00:00.000Z', to: '2026-02-18T12:00:00.000Z' })).toBe(
      'In the 2 hours before 2026-02-18 12:00 UTC this removes 2 alerts, of which none were in confirmed incidents; it adds none.',
    );
  });
});

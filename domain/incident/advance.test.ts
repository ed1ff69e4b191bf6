import { describe, expect, it } from 'vitest';
import { IncidentStatus } from '../model/incident.ts';
import { advance, type Position } from './advance.ts';
import { canTransition } from './transitions.ts';

const at = (status: IncidentStatus, change: Partial<Position> = {}): Position => ({
  status,
  revision: 2,
  isMerged: false,
  ...change,
});
const outcome = (position: Position, revision: number, to: IncidentStatus) => advance(position, revision, to).outcome;

describe('advance', () => {
  it.each(IncidentStatus.options)('moves the newest revision from %s as the state table allows', (from) => {
    for (const to of IncidentStatus.options.filter((one) => one !== from)) {
      const { outcome: got, position } = advance(at(from), 2, to);
      expect(got, to).toBe(canTransition(from, to) ? 'moved' : 'refused');
      expect(position.status).toBe(canTransition(from, to) ? to : from);
    }
  });

  it('knows what it has done, and no revision to come', () => {
    expect(outcome(at('planning'), 2, 'planning')).toBe('already');
    expect(outcome(at('planning'), 3, 'pending_approval')).toBe('unknown');
  });

  it.each(IncidentStatus.options)('lets an old revision do nothing in %s', (from) => {
    for (const to of IncidentStatus.options) expect(outcome(at(from), 1, to), to).toBe('stale');
    for (const to of IncidentStatus.options) expect(outcome(at(from, { isMerged: true }), 2, to), to).toBe('stale');
  });

  it('remembers whose actions run, and forgets it at their end', () => {
    const running = advance(at('approved'), 2, 'executing').position;
    expect(running).toEqual(at('executing', { executingRevision: 2 }));
    expect(advance(running, 2, 'executed').position).toEqual(at('executed'));
    expect(outcome(running, 2, 'executing')).toBe('already');
  });

  it.each(['executed', 'failed', 'rolled_back'] as const)(
    'starts the newer revision again when the actions of the older one have ended as %s',
    (end) => {
      const waiting = at('executing', { executingRevision: 1 });
      expect(advance(waiting, 1, end)).toEqual({ outcome: 'moved', position: at('new') });
      expect(outcome(waiting, 1, 'closed')).toBe('stale');
      expect(outcome(waiting, 2, 'executing')).toBe('refused');
      expect(outcome(at('executing', { executingRevision: 2 }), 1, end)).toBe('stale');
      expect(outcome(at('executing', { executingRevision: 1, isMerged: true }), 1, end)).toBe('stale');
    },
  );
});

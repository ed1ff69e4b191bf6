import { describe, expect, it } from 'vitest';
import { IncidentStatus } from '../model/incident.ts';
import { type RevisionInput, revise } from './revision.ts';
import { canTransition, TRANSITIONS } from './transitions.ts';

const unchanged: RevisionInput = {
  status: 'pending_approval',
  revision: 2,
  before: { band: 'MEDIUM', techniques: ['T1110'] },
  after: { band: 'MEDIUM', techniques: ['T1110'] },
  hasNewEntity: false,
  hasMerged: false,
};

describe('revise', () => {
  it('keeps the revision where more of the same arrives', () => {
    expect(revise(unchanged)).toEqual({ status: 'pending_approval', revision: 2, reasons: [] });
  });

  it.each([
    ['higher_band', { after: { band: 'HIGH', techniques: ['T1110'] } }],
    ['new_technique', { after: { band: 'MEDIUM', techniques: ['T1078', 'T1110'] } }],
    ['new_entity', { hasNewEntity: true }],
    ['incidents_merged', { hasMerged: true }],
  ] as const)('starts again for %s', (reason, change) => {
    expect(revise({ ...unchanged, ...change })).toEqual({
      status: 'new',
      revision: 3,
      reasons: [reason],
    });
  });

  it('counts up but lets running actions end', () => {
    expect(revise({ ...unchanged, status: 'executing', hasNewEntity: true })).toMatchObject({
      status: 'executing',
      revision: 3,
    });
  });

  it('stays new where it is new', () => {
    expect(revise({ ...unchanged, status: 'new', hasNewEntity: true })).toMatchObject({ status: 'new', revision: 3 });
  });
});

describe('the state table', () => {
  it('lets every state but closed reach closed', () => {
    for (const start of IncidentStatus.options.filter((status) => status !== 'closed')) {
      const seen = new Set<IncidentStatus>([start]);
      for (const status of seen) for (const next of TRANSITIONS[status]) seen.add(next);
      expect(seen, start).toContain('closed');
    }
  });

  it('ends at closed, and skips no approval', () => {
    expect(TRANSITIONS.closed).toEqual([]);
    expect(canTransition('pending_approval', 'executing')).toBe(false);
    expect(canTransition('denied', 'executing')).toBe(false);
  });
});

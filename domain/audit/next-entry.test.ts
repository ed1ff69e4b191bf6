import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { TenantId } from '../model/tenant.ts';
import { EMPTY_CHAIN, nextEntry } from './next-entry.ts';

const ACME = TenantId.parse('acme-bank');

describe('nextEntry', () => {
  it('follows the head', () => {
    const record = { actor: 'system:plan', kind: 'plan_created', subject: 'PB-1', detail: {} } as const;
    const first = nextEntry(ACME, EMPTY_CHAIN, record, 0, nodeHasher);
    expect(first).toMatchObject({ sequence: 1, at: '1970-01-01T00:00:00.000Z', previous_hash: '0'.repeat(64) });
    expect('incident_id' in first).toBe(false);
    expect(nextEntry(ACME, first, record, 0, nodeHasher)).toMatchObject({ sequence: 2, previous_hash: first.hash });
  });

  it('replaces what no store can keep, in names too, and keeps every other character', () => {
    const entry = nextEntry(
      ACME,
      EMPTY_CHAIN,
      {
        actor: 'user:\u0000',
        kind: 'escalated',
        subject: '\ud800',
        incidentId: 'INC-\u0000',
        detail: { 'a\u0000': '\udc00\n\u001b😀', b: true, c: -0.5 },
      },
      0,
      nodeHasher,
    );
    expect(entry).toMatchObject({
      actor: 'user:\uFFFD',
      subject: '\uFFFD',
      incident_id: 'INC-\uFFFD',
      detail: { 'a\uFFFD': '\uFFFD\n\u001b😀', b: true, c: -0.5 },
    });
  });
});

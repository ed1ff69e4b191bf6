import { describe, expect, it } from 'vitest';
import { TenantId } from '../domain/model/tenant.ts';
import { memoryOfferLedger } from './memory/offer-ledger.ts';
import { sourceStatusRepository } from './source-status.ts';

const ACME = TenantId.parse('acme-bank');
const offer = (source: string, minute: string, serial: number) => ({
  source,
  minute,
  serial,
  instance: 'edge',
  lines: 10,
  resent: 0,
});
const source = (id: string) => ({ tenant: ACME, id, ingress: 'tcp' as const, trust: 'medium' as const, enabled: true });

const WATCHED = {
  condition: 'silent' as const,
  since: '2026-02-01T00:00:00.000Z',
  blindRules: ['100701'],
  blindTechniques: ['T1046'],
};

describe('the status of sources', () => {
  it('counts the last hour, over midnight too; who was silent is looked up in search', async () => {
    const ledger = memoryOfferLedger();
    await ledger.recordOffers(ACME, [
      offer('a', '2026-02-17T23:29', 1),
      offer('a', '2026-02-17T23:31', 2),
      offer('a', '2026-02-18T00:29', 3),
    ]);
    const asked: unknown[] = [];
    const repository = sourceStatusRepository({
      configured: async () => [source('a'), source('b'), source('c')],
      ledger,
      search: {
        search: async (_, query) => {
          asked.push(query.filters);
          return { items: query.filters[0]?.value === 'b' ? [{ 'event.ingested': '2026-02-01T00:00:00.000Z' }] : [] };
        },
      },
      watch: { load: async () => ({ version: 1, state: { ranAt: 0, runningSince: 0, sources: { b: WATCHED } } }) },
      clock: () => Date.parse('2026-02-18T00:30:00Z'),
    });
    expect(await repository.list(ACME)).toEqual([
      { ...source('a'), linesLastHour: 20, lastSeenAt: '2026-02-18T00:29:00.000Z' },
      { ...source('b'), linesLastHour: 0, lastSeenAt: '2026-02-01T00:00:00.000Z', wrong: WATCHED },
      { ...source('c'), linesLastHour: 0 },
    ]);
    expect(asked).toEqual([[{ field: 'source', value: 'b' }], [{ field: 'source', value: 'c' }]]);
  });
});

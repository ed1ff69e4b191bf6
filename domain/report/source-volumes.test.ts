import { describe, expect, it } from 'vitest';
import { memoryOfferLedger } from '../../adapters/memory/offer-ledger.ts';
import { eventIdOf } from '../model/position.ts';
import type { QuarantineEntry } from '../model/quarantine.ts';
import { TenantId } from '../model/tenant.ts';
import { quarantinedOf, sourceVolumes } from './source-volumes.ts';

const ACME = TenantId.parse('acme-bank');
const DAY = { from: '2026-02-18T00:00:00.000Z', to: '2026-02-19T00:00:00.000Z' };

const entry = (source: string, minute: string, reason: QuarantineEntry['reason']): QuarantineEntry => ({
  tenant: ACME,
  id: eventIdOf({ shard: 0, sequence: '1', subindex: 0 }),
  source,
  receivedAt: `2026-02-${minute}:10.000Z`,
  reason,
  detail: '',
});

describe('sourceVolumes', () => {
  it('counts lines, refusals and quarantine of the period by source, with configured ones that were silent', async () => {
    const ledger = memoryOfferLedger();
    const offer = { instance: 'edge', resent: 0 };
    await ledger.recordOffers(ACME, [
      { ...offer, minute: '2026-02-18T00:00', source: 'b', serial: 1, lines: 10 },
      { ...offer, minute: '2026-02-18T23:59', source: 'b', serial: 2, lines: 5 },
      { ...offer, minute: '2026-02-17T23:59', source: 'b', serial: 3, lines: 100 },
      { ...offer, minute: '2026-02-19T00:00', source: 'b', serial: 4, lines: 100 },
    ]);
    await ledger.recordRefusals(ACME, [
      { minute: '2026-02-18T10:00', source: 'a', reason: 'line_too_long', receipt: 'r', lines: 2 },
    ]);
    const entries = [
      entry('b', '18T10:00', 'not_text'),
      entry('b', '18T11:00', 'not_text'),
      entry('b', '18T12:00', 'retried'),
    ];
    const packs = {
      async *quarantined(_: TenantId, day: string) {
        yield* entries.filter(({ receivedAt }) => receivedAt.startsWith(day));
      },
    };
    const volumes = await sourceVolumes({ ledger, packs }, ACME, DAY, ['silent']);
    expect(volumes).toEqual([
      { source: 'a', lines: 0, refused: 2, quarantined: {} },
      { source: 'b', lines: 15, refused: 0, quarantined: { not_text: 2, retried: 1 } },
      { source: 'silent', lines: 0, refused: 0, quarantined: {} },
    ]);
    expect(volumes.map(quarantinedOf)).toEqual([0, 3, 0]);
  });
});

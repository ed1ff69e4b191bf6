import { comparePositions, type Position, positionOf, sortableKeyOf } from '../../domain/model/position.ts';
import type { QuarantineEntry } from '../../domain/model/quarantine.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { countByMinute, dayOf } from '../../domain/model/time.ts';
import type { EvaluationReceipt, Pack, PackName, PackStore } from '../../domain/ports/pack-store.ts';

/** Packs in memory say at once whether one has its receipt. */
export type MemoryPackStore = PackStore & { readonly hasReceipt: (tenant: TenantId, pack: PackName) => boolean };

/** Packs, watermarks, quarantine and receipts in memory. */
export const memoryPackStore = (): MemoryPackStore => {
  const packs = new Map<string, Pack>();
  const watermarks = new Map<string, Position>();
  const quarantine = new Map<string, QuarantineEntry>();
  const receipts = new Map<string, EvaluationReceipt>();
  const sorted = <T>(entries: Map<string, T>, prefix: string): T[] =>
    [...entries]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, value]) => value);
  return {
    async put(tenant, pack) {
      const key = `${tenant}/${pack.hour}/${pack.bucket}/${sortableKeyOf(pack.first)}`;
      const there = packs.get(key);
      if (there) return { kind: 'exists', last: there.last };
      packs.set(key, pack);
      return { kind: 'stored' };
    },
    pack: async (tenant, { hour, bucket, packKey }) => packs.get(`${tenant}/${hour}/${bucket}/${packKey}`),
    watermark: async (tenant, shard) => watermarks.get(`${tenant}/${shard}`),
    async advance(tenant, shard, to) {
      const now = watermarks.get(`${tenant}/${shard}`);
      if (!now || comparePositions(now, to) < 0) watermarks.set(`${tenant}/${shard}`, to);
    },
    async *packSizes(tenant, hour) {
      for (const { first, events } of sorted(packs, `${tenant}/${hour}/`))
        yield {
          packKey: sortableKeyOf(first),
          events: events.length,
          minutes: countByMinute(events.map((event) => event['event.ingested'])),
        };
    },
    async *packsOf(tenant, hour) {
      yield* sorted(packs, `${tenant}/${hour}/`);
    },
    async quarantine(tenant, entries) {
      for (const entry of entries)
        quarantine.set(`${tenant}/${dayOf(entry.receivedAt)}/${sortableKeyOf(positionOf(entry.id))}`, entry);
    },
    async *quarantined(tenant, day) {
      yield* sorted(quarantine, `${tenant}/${day}/`);
    },
    async evaluated(tenant, receipt) {
      receipts.set(`${tenant}/${receipt.hour}/${receipt.packKey}`, receipt);
    },
    hasReceipt: (tenant, { hour, packKey }) => receipts.has(`${tenant}/${hour}/${packKey}`),
    evaluation: async (tenant, hour, packKey) => receipts.get(`${tenant}/${hour}/${packKey}`),
    async *evaluations(tenant, hour) {
      yield* sorted(receipts, `${tenant}/${hour}/`);
    },
  };
};

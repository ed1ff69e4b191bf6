import { comparePositions, type Position } from '../../model/position.ts';
import type { TenantId } from '../../model/tenant.ts';
import { MINUTE_MS, minuteAt } from '../../model/time.ts';
import type { RepeatWindows } from '../../ports/repeat-windows.ts';
import { indexSightings, type Repeats, repeatsOf, type SightingIndex } from './repeats.ts';

/** Sightings are asked for once a minute of receipt instead of once a batch. */
export type RepeatMemory = {
  /** Repeats against what was received in [from, to], milliseconds. `watermark`: where the shard stands, as its store says. */
  repeats(tenant: TenantId, shard: number, watermark: Position | undefined, from: number, to: number): Promise<Repeats>;
  /** Keeps what was asked about; before the packs, so that a repetition of the batch finds it. */
  record(tenant: TenantId, seen: Repeats['seen']): Promise<void>;
  /** The shard's watermark moved, by this process. */
  advanced(tenant: TenantId, shard: number, to: Position): void;
};

/** Another shard may still add to a minute for this long after it ended; what comes later is not marked. */
const CLOSES_AFTER_MS = MINUTE_MS;

type Remembered = { readonly minutes: Map<string, SightingIndex>; readonly watermarks: Map<number, Position> };

const isAt = (a: Position | undefined, b: Position | undefined): boolean =>
  a === undefined || b === undefined ? a === b : comparePositions(a, b) === 0;

/**
 * A memory over the windows of one process. It holds closed minutes of each tenant, and forgets them where another process
 * moved the shard's watermark meanwhile: it may have written into them.
 */
export const repeatMemory = (windows: RepeatWindows): RepeatMemory => {
  const tenants = new Map<TenantId, Remembered>();
  const rememberedOf = (tenant: TenantId): Remembered => {
    const known = tenants.get(tenant) ?? { minutes: new Map(), watermarks: new Map() };
    tenants.set(tenant, known);
    return known;
  };

  return {
    async repeats(tenant, shard, watermark, from, to) {
      const { minutes, watermarks } = rememberedOf(tenant);
      if (!isAt(watermark, watermarks.get(shard))) minutes.clear();
      const firstMinute = Math.floor(from / MINUTE_MS) * MINUTE_MS;
      for (const minute of minutes.keys()) if (minute < minuteAt(firstMinute)) minutes.delete(minute);
      const count = Math.floor((to - firstMinute) / MINUTE_MS) + 1;
      const known = await Promise.all(
        Array.from({ length: count }, async (_, n) => {
          const start = firstMinute + n * MINUTE_MS;
          const minute = minuteAt(start);
          const held = minutes.get(minute);
          if (held) return held;
          const index = indexSightings(await windows.ofMinute(tenant, minute));
          if (start + MINUTE_MS + CLOSES_AFTER_MS <= to) minutes.set(minute, index);
          return index;
        }),
      );
      return repeatsOf(known);
    },
    async record(tenant, seen) {
      const { minutes } = rememberedOf(tenant);
      for (const { at } of seen) minutes.delete(minuteAt(at));
      await windows.record(tenant, seen);
    },
    advanced(tenant, shard, to) {
      rememberedOf(tenant).watermarks.set(shard, to);
    },
  };
};

import { type ArchiveTools, linesOfBody } from '../archive/archive-object.ts';
import { StoredLine } from '../archive/stored-line.ts';
import { comparePositions, type EventId, positionOf, sortableKeyOf } from '../model/position.ts';
import type { QuarantineEntry } from '../model/quarantine.ts';
import type { TenantId } from '../model/tenant.ts';
import { daysBetween, HOUR_MS, hourOf, hoursBetween } from '../model/time.ts';
import type { ArchiveStore } from '../ports/archive-store.ts';
import type { PackStore } from '../ports/pack-store.ts';

export type TrackedLines = {
  readonly offered: number;
  /** Where the lines stand in the stream, by ingest id. */
  readonly archived: ReadonlyMap<string, EventId>;
  readonly quarantined: readonly QuarantineEntry[];
  readonly normalized: number;
  readonly evaluated: number;
  /** Every line is evaluated or quarantined. */
  readonly complete: boolean;
};

export type TrackedStores = {
  readonly archive: ArchiveStore;
  readonly tools: ArchiveTools;
  readonly packs: PackStore;
};

/**
 * Follows offered lines by their ingest ids through archive, normalize and detect, from what the stores hold. `since`:
 * milliseconds, before the first line was offered.
 */
export const trackLines = (
  tenant: TenantId,
  ingestIds: ReadonlySet<string>,
  since: number,
  { archive, tools, packs }: TrackedStores,
): ((now: number) => Promise<TrackedLines>) => {
  const start = new Date(since).toISOString();
  const hourBefore = new Date(since - HOUR_MS).toISOString();
  const read = new Set<string>();
  const archived = new Map<string, EventId>();

  const readArchive = async (): Promise<void> => {
    for await (const { key } of archive.manifests(tenant, hourOf(hourBefore))) {
      if (read.has(key)) continue;
      const object = await archive.get(tenant, key);
      if (!object) continue;
      read.add(key);
      for (const text of linesOfBody(object.body, tools)) {
        const line = StoredLine.parse(JSON.parse(text));
        if (ingestIds.has(line.ingestId) && !archived.has(line.ingestId)) archived.set(line.ingestId, line.position);
      }
    }
  };

  const evaluatedPacks = async (end: string): Promise<{ key: string; done: boolean }[]> => {
    const found: { key: string; done: boolean }[] = [];
    for (const hour of hoursBetween(hourBefore, end)) {
      const done = new Set<string>();
      for await (const { packKey } of packs.evaluations(tenant, hour)) done.add(packKey);
      for await (const { packKey } of packs.packSizes(tenant, hour))
        found.push({ key: packKey, done: done.has(packKey) });
    }
    return found.sort((a, b) => (a.key < b.key ? -1 : 1));
  };

  return async (now) => {
    const end = new Date(now + 1).toISOString();
    await readArchive();
    const positions = new Set(archived.values());
    const quarantined: QuarantineEntry[] = [];
    for (const day of daysBetween(start, end))
      for await (const entry of packs.quarantined(tenant, day)) if (positions.has(entry.id)) quarantined.push(entry);
    const refused = new Set(quarantined.map(({ id }) => id));
    const shards = new Set([...positions].map((id) => positionOf(id).shard));
    const watermarks = new Map(
      await Promise.all([...shards].map(async (shard) => [shard, await packs.watermark(tenant, shard)] as const)),
    );
    const events = [...positions].filter((id) => {
      const mark = watermarks.get(positionOf(id).shard);
      return mark && !refused.has(id) && comparePositions(positionOf(id), mark) <= 0;
    });
    const known = await evaluatedPacks(end);
    const evaluated = events.filter((id) => {
      const key = sortableKeyOf(positionOf(id));
      return known.findLast((pack) => pack.key <= key)?.done ?? false;
    }).length;
    return {
      offered: ingestIds.size,
      archived,
      quarantined,
      normalized: events.length,
      evaluated,
      complete: archived.size === ingestIds.size && evaluated + quarantined.length === ingestIds.size,
    };
  };
};

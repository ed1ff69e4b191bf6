import type { NormalizedEvent } from '../../model/event.ts';
import { positionOf } from '../../model/position.ts';
import type { TenantId } from '../../model/tenant.ts';
import { hourOf } from '../../model/time.ts';
import type { Pack } from '../../ports/pack-store.ts';

/** Under the 400 kB of a DynamoDB item with room for its keys. */
export const MAXIMUM_PACK_BYTES = 300_000;
/** A pack is also a unit of work for detect. */
export const MAXIMUM_PACK_EVENTS = 1_000;
/** Packs of an hour are spread over this many partitions. */
export const BUCKETS = 4;

/** Bytes that the events take when compressed. */
export type CompressedSize = (events: readonly NormalizedEvent[]) => number;

/** The longest run from the start that fits: halves until it does. A single event always fits (a line is at most 256 kB). */
const firstRun = (events: readonly NormalizedEvent[], size: CompressedSize): readonly NormalizedEvent[] => {
  let run = events.slice(0, MAXIMUM_PACK_EVENTS);
  while (run.length > 1 && size(run) > MAXIMUM_PACK_BYTES) run = run.slice(0, Math.ceil(run.length / 2));
  return run;
};

/** The first pack of the events (of one tenant and shard, in stream order), and the events behind it. */
export const cutPack = (
  tenant: TenantId,
  events: readonly [NormalizedEvent, ...NormalizedEvent[]],
  size: CompressedSize,
): Pack => {
  const run = firstRun(events, size);
  const [head] = events;
  const first = positionOf(head['event.id']);
  const last = positionOf((run.at(-1) ?? head)['event.id']);
  return { tenant, hour: hourOf(head['event.ingested']), bucket: first.shard % BUCKETS, first, last, events: run };
};

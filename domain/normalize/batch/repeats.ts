import { comparePositions, type EventId, type Position, positionOf } from '../../model/position.ts';
import { MINUTE_MS } from '../../model/time.ts';
import type { Sighting } from '../../ports/repeat-windows.ts';

/** Within this time the same bytes are a repeat of each other. */
export const REPEAT_WINDOW_MS = 5 * MINUTE_MS;

const isEarlier = (sighting: Sighting, position: Position, at: number): boolean =>
  sighting.position.shard === position.shard
    ? comparePositions(sighting.position, position) < 0
    : sighting.at < at || (sighting.at === at && sighting.position.shard < position.shard);

export type Repeats = {
  readonly repeated: (fingerprint: string, id: EventId, receivedAt: string) => boolean;
  /** What was asked about, in order: to be recorded. */
  readonly seen: readonly Sighting[];
};

// A flood of one line must not make each lookup walk the flood: of each shard and minute the first and the last suffice.
const thinned = (sightings: readonly Sighting[]): Sighting[] =>
  [...Map.groupBy(sightings, ({ at, position }) => `${position.shard}/${Math.floor(at / MINUTE_MS)}`).values()].flatMap(
    (group) => {
      const sorted = group.toSorted((a, b) => comparePositions(a.position, b.position));
      const [first] = sorted;
      const last = sorted.at(-1);
      return first && last && first !== last ? [first, last] : sorted;
    },
  );

/**
 * Tells repeats from first sightings. A line is repeated when an EARLIER position holds the same bytes within the window; its own
 * earlier delivery does not count, so a redelivery gets the same answer. Ask in stream order.
 */
export const repeatsOf = (known: readonly Sighting[]): Repeats => {
  const before = new Map<string, readonly Sighting[]>();
  for (const [fingerprint, group] of Map.groupBy(known, (sighting) => sighting.fingerprint))
    before.set(fingerprint, thinned(group));
  const latest = new Map<string, Sighting>();
  const seen: Sighting[] = [];
  return {
    seen,
    repeated: (fingerprint, id, receivedAt) => {
      const sighting = { fingerprint, position: positionOf(id), at: Date.parse(receivedAt) };
      const counts = (other: Sighting | undefined): boolean =>
        other !== undefined &&
        isEarlier(other, sighting.position, sighting.at) &&
        Math.abs(sighting.at - other.at) <= REPEAT_WINDOW_MS;
      const repeated = counts(latest.get(fingerprint)) || (before.get(fingerprint) ?? []).some(counts);
      latest.set(fingerprint, sighting);
      seen.push(sighting);
      return repeated;
    },
  };
};

import { comparePositions, type EventId, type Position, positionOf } from '../../model/position.ts';
import { MINUTE_MS } from '../../model/time.ts';
import type { Sighting } from '../../ports/repeat-windows.ts';

/** Within this time the same bytes are a repeat of each other. */
export const REPEAT_WINDOW_MS = 5 * MINUTE_MS;

/**
 * `retried`: the edge offered this very line (same `ingestId`) before, so it is no second event. `repeated`: another line
 * with the same bytes came within the window; it is an event of its own.
 */
export type Sight = 'first' | 'repeated' | 'retried';

export type Repeats = {
  /** Ask once a line, in stream order. */
  readonly sight: (fingerprint: string, ingestId: string, id: EventId, receivedAt: string) => Sight;
  /** What was asked about, in order: to be recorded. */
  readonly seen: readonly Sighting[];
};

const isEarlier = (sighting: Sighting, position: Position, at: number): boolean =>
  sighting.position.shard === position.shard
    ? comparePositions(sighting.position, position) < 0
    : sighting.at < at || (sighting.at === at && sighting.position.shard < position.shard);

// A flood of one line must not make each look-up walk the flood: of each shard and minute the first and the last suffice.
const thinned = (sightings: readonly Sighting[]): Sighting[] =>
  [...Map.groupBy(sightings, ({ at, position }) => `${position.shard}/${Math.floor(at / MINUTE_MS)}`).values()].flatMap(
    (group) => {
      const sorted = group.toSorted((a, b) => comparePositions(a.position, b.position));
      const [first] = sorted;
      const last = sorted.at(-1);
      return first && last && first !== last ? [first, last] : sorted;
    },
  );

const nameOf = ({ fingerprint, ingestId }: Sighting): string => `${fingerprint}/${ingestId}`;

/** Sightings by what is asked of them. */
export type SightingIndex = {
  readonly byFingerprint: ReadonlyMap<string, readonly Sighting[]>;
  readonly byOffer: ReadonlyMap<string, readonly Sighting[]>;
};

export const indexSightings = (sightings: readonly Sighting[]): SightingIndex => {
  const byFingerprint = new Map<string, readonly Sighting[]>();
  for (const [fingerprint, group] of Map.groupBy(sightings, (sighting) => sighting.fingerprint))
    byFingerprint.set(fingerprint, thinned(group));
  return { byFingerprint, byOffer: Map.groupBy(sightings, nameOf) };
};

/**
 * Tells first sightings from repeats and retries by what was seen at EARLIER positions; a line's own earlier delivery does not
 * count, so a redelivery gets the same answer. `known`: the sightings of the window before the lines.
 */
export const repeatsOf = (known: readonly SightingIndex[]): Repeats => {
  const offered = new Map<string, Sighting[]>();
  const latest = new Map<string, Sighting>();
  const seen: Sighting[] = [];
  return {
    seen,
    sight: (fingerprint, ingestId, id, receivedAt) => {
      const sighting = { fingerprint, ingestId, position: positionOf(id), at: Date.parse(receivedAt) };
      const isBefore = (other: Sighting): boolean => isEarlier(other, sighting.position, sighting.at);
      const isRepeat = (other: Sighting | undefined): boolean =>
        other !== undefined && isBefore(other) && Math.abs(sighting.at - other.at) <= REPEAT_WINDOW_MS;
      const name = nameOf(sighting);
      const retried =
        offered.get(name)?.some(isBefore) || known.some(({ byOffer }) => byOffer.get(name)?.some(isBefore));
      const repeated =
        isRepeat(latest.get(fingerprint)) ||
        known.some(({ byFingerprint }) => byFingerprint.get(fingerprint)?.some(isRepeat));
      offered.set(name, [...(offered.get(name) ?? []), sighting]);
      latest.set(fingerprint, sighting);
      seen.push(sighting);
      return retried ? 'retried' : repeated ? 'repeated' : 'first';
    },
  };
};

import { orderTimeOf } from '../detect/live/detector.ts';
import type { NormalizedEvent } from '../model/event.ts';
import { comparePositions, positionOf } from '../model/position.ts';

/** Events wait this long, in time of receipt, for earlier ones that come after them. */
const LATENESS_MS = 10_000;
/** More than wait at 2,000 events a second; beyond, the older half goes ahead. */
const MAXIMUM_WAITING = 40_000;

type Waiting = { readonly time: number; readonly received: number; readonly event: NormalizedEvent };

/** Puts events in the order in which stateful rules count, by event time, then position, without holding all of them. */
export type OrderBuffer = {
  readonly add: (event: NormalizedEvent) => void;
  /** All lines received before `receipt` (milliseconds) were added: the events that have waited long enough, in order. */
  readonly release: (receipt: number) => readonly NormalizedEvent[];
  /** The rest, in order. */
  readonly flush: () => readonly NormalizedEvent[];
  readonly waiting: () => readonly NormalizedEvent[];
  /** How many came after later ones had gone ahead. */
  readonly late: () => number;
};

const waitingOf = (event: NormalizedEvent): Waiting => ({
  time: orderTimeOf(event),
  received: Date.parse(event['event.ingested']),
  event,
});

const byTime = (a: Waiting, b: Waiting): number =>
  a.time - b.time || comparePositions(positionOf(a.event['event.id']), positionOf(b.event['event.id']));

export const orderBuffer = (carried: readonly NormalizedEvent[] = []): OrderBuffer => {
  let waiting: Waiting[] = carried.map(waitingOf);
  let released = Number.NEGATIVE_INFINITY;
  let late = 0;
  /** Events up to a time go ahead. */
  const take = (limit: number): readonly NormalizedEvent[] => {
    const going = waiting.filter(({ time }) => time <= limit);
    if (going.length === 0) return [];
    waiting = waiting.filter(({ time }) => time > limit);
    going.sort(byTime);
    released = Math.max(released, going.at(-1)?.time ?? released);
    return going.map(({ event }) => event);
  };
  return {
    add: (event) => {
      const one = waitingOf(event);
      if (one.time < released) late += 1;
      waiting.push(one);
    },
    release: (receipt) => {
      let limit = Number.NEGATIVE_INFINITY;
      for (const { time, received } of waiting) if (received <= receipt - LATENESS_MS && time > limit) limit = time;
      const going = take(limit);
      if (waiting.length <= MAXIMUM_WAITING) return going;
      return [...going, ...take(waiting.toSorted(byTime)[Math.floor(waiting.length / 2)]?.time ?? limit)];
    },
    flush: () => take(Number.POSITIVE_INFINITY),
    waiting: () => waiting.map(({ event }) => event),
    late: () => late,
  };
};

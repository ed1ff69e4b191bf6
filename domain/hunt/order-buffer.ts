import type { NormalizedEvent } from '../model/event.ts';
import { comparePositions, positionOf } from '../model/position.ts';

/** Events wait this long, in time of receipt, for earlier ones that come after them. */
const LATENESS_MS = 10_000;
/** More than wait at 2,000 events a second; beyond, the older half goes ahead. */
const MAXIMUM_WAITING = 40_000;

type Waiting = { readonly time: number; readonly event: NormalizedEvent };

/** Puts events in the order in which stateful rules count, by event time, then position, without holding all of them. */
export type OrderBuffer = {
  readonly add: (event: NormalizedEvent) => void;
  /** All lines received before `receipt` (milliseconds) were added: the events that no earlier one can follow, in order. */
  readonly release: (receipt: number) => readonly NormalizedEvent[];
  /** The rest, in order. */
  readonly flush: () => readonly NormalizedEvent[];
  readonly waiting: () => readonly NormalizedEvent[];
  /** How many came after later ones had gone ahead. */
  readonly late: () => number;
};

const byTime = (a: Waiting, b: Waiting): number =>
  a.time - b.time || comparePositions(positionOf(a.event['event.id']), positionOf(b.event['event.id']));

/** `released`: up to which event time events have gone ahead, milliseconds. */
export const orderBuffer = (carried: readonly NormalizedEvent[] = []): OrderBuffer => {
  let waiting: Waiting[] = carried.map((event) => ({ time: Date.parse(event['@timestamp']), event }));
  let released = Number.NEGATIVE_INFINITY;
  let late = 0;
  const take = (fits: (one: Waiting) => boolean): readonly NormalizedEvent[] => {
    const going = waiting.filter(fits);
    if (going.length === 0) return [];
    waiting = waiting.filter((one) => !fits(one));
    going.sort(byTime);
    released = Math.max(released, going.at(-1)?.time ?? released);
    return going.map(({ event }) => event);
  };
  return {
    add: (event) => {
      const time = Date.parse(event['@timestamp']);
      if (time < released) late += 1;
      waiting.push({ time, event });
    },
    release: (receipt) => {
      const limit = receipt - LATENESS_MS;
      const going = take(({ time }) => time <= limit);
      if (waiting.length <= MAXIMUM_WAITING) return going;
      const middle = waiting.toSorted(byTime)[Math.floor(waiting.length / 2)]?.time ?? limit;
      return [...going, ...take(({ time }) => time <= middle)];
    },
    flush: () => take(() => true),
    waiting: () => waiting.map(({ event }) => event),
    late: () => late,
  };
};

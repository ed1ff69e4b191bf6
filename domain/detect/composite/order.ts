import { comparePositions, EventId, positionOf } from '../../model/position.ts';

/** An event as windows know it. */
export type Placed = { readonly id: string; readonly time: number };

const compareIds = (a: string, b: string): number => {
  if (a === b) return 0;
  if (!a.includes(':') || !b.includes(':')) return -1;
  const [first, second] = [EventId.safeParse(a), EventId.safeParse(b)];
  return first.success && second.success ? comparePositions(positionOf(first.data), positionOf(second.data)) : -1;
};

/** Orders events by (time, position). Of two ids that are no positions the one that came first is the earlier. */
export const compareEvents = (earlier: Placed, later: Placed): number =>
  earlier.time - later.time || compareIds(earlier.id, later.id);

/** Where `event` belongs among the sorted entries: behind all that are not later. */
export const placeOf = (entries: readonly Placed[], event: Placed): number => {
  let index = entries.length;
  while (index > 0) {
    const before = entries[index - 1];
    if (before === undefined || compareEvents(before, event) <= 0) break;
    index--;
  }
  return index;
};

/** The index of the event with this id among entries sorted by time; -1 where it is not there. */
export const indexOfEvent = (entries: readonly Placed[], event: Placed): number => {
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry === undefined || entry.time < event.time) return -1;
    if (entry.id === event.id) return index;
  }
  return -1;
};

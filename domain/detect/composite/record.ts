import type { Composite } from './composite.ts';
import { compareEvents, indexOfEvent, placeOf } from './order.ts';
import type { Hit, WindowState } from './window.ts';

const ORDINARY_HITS = 1_000;
const MAXIMUM_SEEN = 500;
/** Ids that firings may hold together: a redelivered batch finds its alerts again, and the window stays below 300 kB. */
const MAXIMUM_FIRING_IDS = 2_000;
export const MAXIMUM_COUNTED = 100;

const limitOf = ({ frequency }: Composite): number => Math.max(frequency, Math.min(4 * frequency, ORDINARY_HITS));

const isBelowFloor = (window: WindowState, event: { id: string; time: number }): boolean =>
  window.floor !== undefined && compareEvents(event, window.floor) <= 0;

const dropOldest = (window: WindowState, count: number): void => {
  const last = window.hits.splice(0, count).at(-1);
  if (last === undefined) return;
  if (window.floor === undefined || compareEvents(window.floor, last) < 0)
    window.floor = { id: last.id, time: last.time };
};

const insert = <Entry extends { readonly id: string; readonly time: number }>(entries: Entry[], entry: Entry): void => {
  entries.splice(placeOf(entries, entry), 0, entry);
};

/** Adds a hit in its place, once; false where nothing changed. Drops what no later event can count. */
export const addHit = (window: WindowState, hit: Hit, composite: Composite): boolean => {
  if (isBelowFloor(window, hit) || indexOfEvent(window.hits, hit) !== -1) return false;
  insert(window.hits, hit);
  const newest = window.hits.at(-1)?.time ?? hit.time;
  const oldest = newest - composite.timeframe * 1000;
  const fresh = window.hits.findIndex(({ time }) => time >= oldest);
  dropOldest(window, Math.max(fresh, window.hits.length - limitOf(composite)));
  return true;
};

/** Notes that the rule fired on the event; the counted ids bounded to the newest 100. */
export const addFiring = (
  window: WindowState,
  event: { id: string; time: number },
  counted: readonly string[],
): void => {
  insert(window.firings, { id: event.id, time: event.time, counted: counted.slice(1 - MAXIMUM_COUNTED) });
  let ids = window.firings.reduce((sum, firing) => sum + firing.counted.length, 0);
  while (ids > MAXIMUM_FIRING_IDS && window.firings.length > 1) ids -= window.firings.shift()?.counted.length ?? 0;
};

/** Notes that the event was weighed and did not fire; false where that is known or needless. */
export const addSeen = (window: WindowState, event: { id: string; time: number }): boolean => {
  if (indexOfEvent(window.hits, event) !== -1 || indexOfEvent(window.seen, event) !== -1) return false;
  insert(window.seen, { id: event.id, time: event.time });
  if (window.seen.length > MAXIMUM_SEEN) window.seen.shift();
  return true;
};

/** Marks the hit as used up by an alert of that level. */
export const markMatched = (window: WindowState, id: string, level: number): boolean => {
  const hit = window.hits.findLast((candidate) => candidate.id === id);
  if (hit === undefined || (hit.matched ?? -1) >= level) return false;
  hit.matched = level;
  return true;
};

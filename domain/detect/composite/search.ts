import type { Composite } from './composite.ts';
import { compareEvents, indexOfEvent, placeOf } from './order.ts';
import type { Hit, WindowState } from './window.ts';

type Current = { readonly id: string; readonly time: number };

/** What the search in a window says of an event. */
export type Verdict =
  | { readonly kind: 'silent' }
  /** Weighed for the first time and silent. */
  | { readonly kind: 'insufficient' }
  | { readonly kind: 'repeated'; readonly counted: readonly string[] }
  | { readonly kind: 'fired'; readonly counted: readonly string[]; readonly newest: string };

const differs = (hit: Hit, values: readonly (string | null)[] | undefined): boolean => {
  if (values === undefined || hit.values === undefined) return true;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (value !== null && value !== undefined && value === hit.values[index]) return false;
  }
  return true;
};

/**
 * Counts the hits before the event, newest first, within the timeframe, up to one that an alert has used up.
 * An event that was weighed before gets the same answer again.
 */
export const search = (
  window: WindowState | undefined,
  event: Current,
  composite: Composite,
  level: number,
  values: readonly (string | null)[] | undefined,
): Verdict => {
  if (window === undefined) return { kind: 'insufficient' };
  const firing = window.firings[indexOfEvent(window.firings, event)];
  if (firing !== undefined) return { kind: 'repeated', counted: firing.counted };
  if (indexOfEvent(window.hits, event) !== -1 || indexOfEvent(window.seen, event) !== -1) return { kind: 'silent' };
  if (window.floor !== undefined && compareEvents(event, window.floor) <= 0) return { kind: 'silent' };

  const needed = composite.frequency - 1;
  const oldest = event.time - composite.timeframe * 1000;
  const counted: string[] = [];
  let count = 0;
  for (let index = placeOf(window.hits, event) - 1; index >= 0 && count < needed; index--) {
    const hit = window.hits[index];
    if (hit === undefined || hit.time < oldest) break;
    if (!differs(hit, values)) continue;
    if (hit.matched !== undefined && hit.matched >= level) break;
    counted.push(hit.id);
    count += hit.weight ?? 1;
  }
  const [newest] = counted;
  if (count < needed || newest === undefined) return { kind: 'insufficient' };
  return { kind: 'fired', counted: counted.toReversed(), newest };
};

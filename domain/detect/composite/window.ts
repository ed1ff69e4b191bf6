import { compareEvents, type Placed } from './order.ts';

/** An event that a composite rule may count. */
export type Hit = {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** How often it counts, where not once. */
  readonly weight?: number;
  /** The level of the composite rule that has used it up. */
  matched?: number;
  /** Values that later events must differ from, in the order of the rule's conditions; null where the event has none. */
  readonly values?: readonly (string | null)[];
};

/** An event on which the rule fired, with the events that it counted (oldest first). */
export type Firing = { readonly id: string; readonly time: number; readonly counted: readonly string[] };

/** What something remembers of an earlier event: first sight, last log, start of a pause. */
export type Memory = { readonly id: string; readonly time: number; readonly value: string };

/**
 * The correlation state of one composite rule and group: plain JSON, bounded. Hits are sorted by (time, position).
 * The view that holds a window owns it: evaluation changes it in place.
 */
export type WindowState = {
  readonly hits: Hit[];
  readonly firings: Firing[];
  /** Events that were weighed without firing or being counted, so that a redelivery does not fire either. */
  readonly seen: { readonly id: string; readonly time: number }[];
  /** The newest entry that was dropped: what is not newer is neither counted nor fires any more. */
  floor?: { readonly id: string; readonly time: number };
  memories?: Memory[];
};

export const emptyWindow = (): WindowState => ({ hits: [], firings: [], seen: [] });

/** The latest event that the window remembers; undefined where it remembers none. */
export const newestOf = ({ hits, firings, seen, floor, memories }: WindowState): Placed | undefined => {
  let newest = floor;
  for (const entry of [hits.at(-1), firings.at(-1), seen.at(-1), ...(memories ?? [])])
    if (entry !== undefined && (newest === undefined || compareEvents(newest, entry) < 0)) newest = entry;
  return newest;
};

import { z } from 'zod';
import type { Page } from '../../domain/ports/incident-repository.ts';
import { decodeCursor, encodeCursor } from '../page-cursor.ts';

/** Milliseconds and an id: the last item of a page. */
const Place = z.tuple([z.number().int(), z.string().max(1_000)]);

export type Place = { readonly at: Date; readonly id: string };

/** Where a page starts; undefined for the first. */
export const placeOf = (cursor: string | undefined): Place | undefined => {
  if (cursor === undefined) return undefined;
  const [at, id] = decodeCursor(Place, cursor);
  return { at: new Date(at), id };
};

/** A page of `limit` items out of rows that were read newest first, one more than fit. */
export const pageOf = <R, T>(
  rows: readonly R[],
  limit: number,
  place: (row: R) => Place,
  item: (row: R) => T,
): Page<T> => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(item);
  if (!last || rows.length <= limit) return { items };
  const { at, id } = place(last);
  return { items, cursor: encodeCursor([at.getTime(), id]) };
};

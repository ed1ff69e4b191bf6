import { z } from 'zod';
import type { Page } from '../../domain/ports/incident-repository.ts';
import { decodeCursor, encodeCursor } from '../page-cursor.ts';

const Place = z.tuple([z.number().int(), z.string()]);

/** A page of items by their time (RFC 3339), newest first, then by id. */
export const newestFirst = <T>(
  items: Iterable<T>,
  placeOf: (item: T) => { readonly at: string; readonly id: string },
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Page<T> => {
  const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
  const found = Array.from(items, (item) => ({ item, id: placeOf(item).id, at: Date.parse(placeOf(item).at) }))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .filter(({ at, id }) => !after || at < after[0] || (at === after[0] && id < after[1]));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ item }) => structuredClone(item)),
    ...(last && found.length > limit && { cursor: encodeCursor([last.at, last.id]) }),
  };
};

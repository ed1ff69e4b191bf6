import { z } from 'zod';
import { EventId, eventIdOf, positionOf, sortableKeyOf } from '../../domain/model/position.ts';
import { minuteAt } from '../../domain/model/time.ts';
import type { RepeatWindows, Sighting } from '../../domain/ports/repeat-windows.ts';
import { keys } from './keys.ts';
import { packPayload, payloadOf } from './payload.ts';
import { queryItems, type Table } from './table.ts';
import { writeAll } from './write-all.ts';

/** Kept a little longer than the 5 minutes that count, for late redeliveries. */
const KEPT_SECONDS = 3_600;

const Rows = z.array(z.tuple([z.string(), EventId, z.number(), z.string()]));

/** Fingerprints and ids do not compress: so many rows take some 150 kB of an item's 400. */
const MAXIMUM_ROWS = 2_500;

const slices = (seen: readonly Sighting[]): Sighting[][] =>
  Array.from({ length: Math.ceil(seen.length / MAXIMUM_ROWS) }, (_, n) =>
    seen.slice(n * MAXIMUM_ROWS, (n + 1) * MAXIMUM_ROWS),
  );

const rowOf = ({ fingerprint, ingestId, position, at }: Sighting) => [fingerprint, eventIdOf(position), at, ingestId];

/**
 * A few items a tenant and minute: one or some for each batch, keyed by their first position, so that writing them again
 * changes nothing.
 */
export const dynamoRepeatWindows = (table: Table): RepeatWindows => ({
  async ofMinute(tenant, minute) {
    const found: Sighting[] = [];
    for await (const { data } of queryItems(table, keys.repeat(tenant, minute)))
      for (const [fingerprint, id, at, ingestId] of payloadOf(data, Rows))
        found.push({ fingerprint, ingestId, position: positionOf(id), at });
    return found;
  },
  async record(tenant, sightings) {
    const minutes = Map.groupBy(sightings, ({ at }) => minuteAt(at));
    await writeAll(
      table,
      [...minutes].flatMap(([minute, seen]) => {
        const ttl = Math.ceil(Date.parse(`${minute}:00Z`) / 1000) + KEPT_SECONDS;
        return slices(seen).flatMap((rows) => {
          const [first] = rows;
          if (!first) return [];
          const key = { pk: keys.repeat(tenant, minute), sk: sortableKeyOf(first.position) };
          return [{ ...key, type: 'REPEAT', tenant, ttl, data: packPayload(rows.map(rowOf)) }];
        });
      }),
    );
  },
});

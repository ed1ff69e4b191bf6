import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import type { SearchReader } from '../../domain/ports/search-reader.ts';
import { encodeCursor } from '../page-cursor.ts';
import type { Indices } from './indices.ts';
import { Place, searchBody } from './search-query.ts';

const SearchAnswer = z.object({
  timed_out: z.boolean(),
  hits: z.object({
    hits: z.array(z.object({ _source: z.record(z.string(), z.unknown()), sort: z.array(z.unknown()) })),
  }),
});

/** A new index takes a moment to start its shards. */
const SHARDS_WITHIN_MS = 3_000;
const PAUSE_MS = 100;

const isUnavailable = (error: unknown): boolean =>
  (error instanceof errors.ResponseError && (error.statusCode === 503 || error.statusCode === 429)) ||
  error instanceof errors.ConnectionError ||
  error instanceof errors.TimeoutError;

/** Asks again while shards are starting; throws NotAvailable in the end, and any other error as it is. */
const whenAvailable = async <T>(ask: () => Promise<T>): Promise<T> => {
  const deadline = performance.now() + SHARDS_WITHIN_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (performance.now() > deadline)
        throw new NotAvailable('The search does not answer completely just now: try again in a minute.', {
          cause: error,
        });
      await sleep(PAUSE_MS);
    }
  }
};

/**
 * Searches the daily indices. A tenant without any finds nothing. An answer is whole: where a shard is missing or the time is
 * not enough, it throws NotAvailable, for a search that leaves out half of the evidence in silence is worse than none.
 */
export const openSearchReader = (client: Client, indices: Indices): SearchReader => ({
  async search(tenant, query) {
    const body = searchBody(tenant, query);
    const index = query.kind === 'events' ? indices.allLogs : indices.allAlerts;
    const path = `/${encodeURIComponent(index)}/_search`;
    const querystring = {
      ignore_unavailable: 'true',
      allow_no_indices: 'true',
      allow_partial_search_results: 'false',
      expand_wildcards: 'open',
    };
    const answer = await whenAvailable(() => client.transport.request({ method: 'POST', path, body, querystring }));
    const { timed_out, hits } = SearchAnswer.parse(answer.body);
    if (timed_out) throw new NotAvailable('The search took longer than 10 seconds: narrow the time range.');
    const items = hits.hits.map(({ _source }) => _source);
    const place = Place.safeParse(hits.hits.at(-1)?.sort);
    return items.length === body.size && place.success ? { items, cursor: encodeCursor(place.data) } : { items };
  },
});

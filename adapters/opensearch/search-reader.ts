import type { Client } from '@opensearch-project/opensearch';
import { z } from 'zod';
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

/** Searches the daily indices. A tenant without any finds nothing. Throws where OpenSearch cannot answer in time. */
export const openSearchReader = (client: Client, indices: Indices): SearchReader => ({
  async search(tenant, query) {
    const body = searchBody(tenant, query);
    const index = query.kind === 'events' ? indices.allLogs : indices.allAlerts;
    const path = `/${encodeURIComponent(index)}/_search`;
    const querystring = { ignore_unavailable: 'true', allow_no_indices: 'true', expand_wildcards: 'open' };
    const answer = await client.transport.request({ method: 'POST', path, body, querystring });
    const { timed_out, hits } = SearchAnswer.parse(answer.body);
    if (timed_out) throw new Error('the search took longer than 10 seconds: narrow the time range');
    const items = hits.hits.map(({ _source }) => _source);
    const place = Place.safeParse(hits.hits.at(-1)?.sort);
    return items.length === body.size && place.success ? { items, cursor: encodeCursor(place.data) } : { items };
  },
});

import { createHash } from 'node:crypto';
import type { Client } from '@opensearch-project/opensearch';
import { z } from 'zod';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { type Indices, indicesOf } from '../../adapters/opensearch/indices.ts';
import type { Run } from '../../localstack/run-file.ts';

const PAGE = 2_000;

const Page = z.object({
  /** Absent where there is no such index. */
  _scroll_id: z.string().optional(),
  hits: z.object({ hits: z.array(z.object({ _index: z.string(), _id: z.string(), _source: z.unknown() })) }),
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
};

/** SHA-256 of a JSON value, whatever the order of its names. */
export const digestOfJson = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');

/** The copies of the deployed system. */
export type SearchCopies = {
  readonly client: Client;
  readonly indices: Indices;
  /** The digest of every document of these indices, by `index/id`. */
  readonly documents: (pattern: string) => Promise<ReadonlyMap<string, string>>;
  /** How many documents of the tenant there are. */
  readonly count: (pattern: string, tenant: string) => Promise<number>;
};

export const searchCopies = ({ endpoints, outputs }: Run): SearchCopies => {
  const client = openSearchClient({
    OPENSEARCH_ENDPOINT: endpoints.opensearch,
    INDEX_PREFIX: outputs.IndexPrefix ?? 'banking-soc',
    AWS_REGION: endpoints.region,
  });
  const indices = indicesOf(outputs.IndexPrefix ?? 'banking-soc');
  return {
    client,
    indices,
    async documents(pattern) {
      const found = new Map<string, string>();
      await client.indices.refresh({ index: pattern, ignore_unavailable: true });
      const query = { query: { match_all: {} }, sort: ['_doc'] };
      const request = { index: pattern, scroll: '2m', size: PAGE, ignore_unavailable: true, body: query };
      let page = Page.parse((await client.search(request)).body);
      while (page._scroll_id !== undefined && page.hits.hits.length > 0) {
        for (const { _index, _id, _source } of page.hits.hits) found.set(`${_index}/${_id}`, digestOfJson(_source));
        page = Page.parse((await client.scroll({ body: { scroll_id: page._scroll_id, scroll: '2m' } })).body);
      }
      if (page._scroll_id !== undefined) await client.clearScroll({ body: { scroll_id: [page._scroll_id] } });
      return found;
    },
    async count(pattern, tenant) {
      await client.indices.refresh({ index: pattern, ignore_unavailable: true });
      const { body } = await client.count({
        index: pattern,
        ignore_unavailable: true,
        body: { query: { term: { tenant } } },
      });
      return body.count;
    },
  };
};

const all = ({ allLogs, allAlerts, incidents }: Indices): readonly string[] => [allLogs, allAlerts, incidents];

/** Digests of all events, alerts and incidents. */
export const allDocuments = async (copies: SearchCopies): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  for (const pattern of all(copies.indices))
    for (const [id, digest] of await copies.documents(pattern)) found.set(id, digest);
  return found;
};

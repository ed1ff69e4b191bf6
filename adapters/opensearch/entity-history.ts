import { type Client, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';
import type { Entity, EntityKind } from '../../domain/model/entity.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { normalizeIp } from '../../domain/normalize/values/ip.ts';
import type { EntityHistory } from '../../domain/ports/entity-history.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import type { Indices } from './indices.ts';

const MAXIMUM_ENTITIES = 20;
/** A score without the past is better than a late one. */
const REQUEST_TIMEOUT_MS = 3_000;

const FIELDS: Readonly<Record<EntityKind, string>> = {
  user: 'user_id',
  ip: 'source_ip',
  account: 'account_id',
  access_key: 'cloud.access_key.id',
  host: 'host.name',
};

const Shards = { timed_out: z.boolean(), _shards: z.object({ failed: z.number() }) };
const Earliest = z.object({
  ...Shards,
  hits: z.object({ hits: z.array(z.object({ _source: z.object({ '@timestamp': z.string() }) })) }),
});
const Bucket = z.object({ doc_count: z.number(), days: z.object({ buckets: z.array(z.unknown()) }) });
const Counts = z.object({
  ...Shards,
  aggregations: z.object({ entities: z.object({ buckets: z.record(z.string(), Bucket) }) }).optional(),
});

/** An address field refuses to be asked for what is no address; no event can hold such a value either. */
const isAskable = ({ kind, value }: Entity): boolean => kind !== 'ip' || normalizeIp(value) !== undefined;

const termOf = ({ kind, value }: Entity) => ({ term: { [FIELDS[kind]]: { value } } });

/** The past of entities in the copies of events. Values are compared exactly. */
export const openSearchEntityHistory = (client: Client, indices: Indices): EntityHistory => {
  const ask = async <T extends { timed_out: boolean; _shards: { failed: number } }>(
    schema: z.ZodType<T>,
    body: object,
  ): Promise<T> => {
    const path = `/${encodeURIComponent(indices.allLogs)}/_search`;
    const querystring = {
      ignore_unavailable: 'true',
      allow_no_indices: 'true',
      allow_partial_search_results: 'false',
      expand_wildcards: 'open',
    };
    try {
      const options = { requestTimeout: REQUEST_TIMEOUT_MS, maxRetries: 0 };
      const answer = schema.parse(
        (await client.transport.request({ method: 'POST', path, body, querystring }, options)).body,
      );
      if (!answer.timed_out && answer._shards.failed === 0) return answer;
    } catch (error) {
      if (!(error instanceof errors.OpenSearchClientError)) throw error;
      throw new NotAvailable('The past of entities cannot be asked just now: search does not answer.', {
        cause: error,
      });
    }
    throw new NotAvailable('The past of entities cannot be asked just now: search answers a part only.');
  };

  const within = (tenant: TenantId, from: string, to: string): object[] => [
    { term: { tenant } },
    { range: { '@timestamp': { gte: from, lt: to } } },
  ];

  return {
    async sightings(tenant, entities, from, to) {
      const asked = entities.slice(0, MAXIMUM_ENTITIES);
      const filters = Object.fromEntries(
        asked.flatMap((entity, index) => (isAskable(entity) ? [[`e${index}`, termOf(entity)] as const] : [])),
      );
      const terms = Object.values(filters);
      const filter = within(tenant, from, to);
      const [earliest, counts] = await Promise.all([
        ask(Earliest, {
          size: 1,
          query: { bool: { filter } },
          sort: [{ '@timestamp': { order: 'asc', unmapped_type: 'date' } }],
          _source: ['@timestamp'],
          track_total_hits: false,
          timeout: '2s',
        }),
        terms.length === 0
          ? undefined
          : ask(Counts, {
              size: 0,
              query: { bool: { filter, should: terms, minimum_should_match: 1 } },
              aggs: {
                entities: {
                  filters: { filters },
                  aggs: {
                    days: {
                      date_histogram: { field: '@timestamp', calendar_interval: 'day', min_doc_count: 1 },
                    },
                  },
                },
              },
              track_total_hits: false,
              timeout: '2s',
            }),
      ]);
      const since = earliest.hits.hits[0]?._source['@timestamp'];
      const buckets = counts?.aggregations?.entities.buckets ?? {};
      return {
        ...(since !== undefined && { since }),
        sightings: asked.map((entity, index) => {
          const bucket = buckets[`e${index}`];
          return { entity, events: bucket?.doc_count ?? 0, days: bucket?.days.buckets.length ?? 0 };
        }),
      };
    },
  };
};

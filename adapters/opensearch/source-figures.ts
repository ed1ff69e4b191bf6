import { type Client, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';
import type { TenantId } from '../../domain/model/tenant.ts';
import { DAY_MS, HOUR_MS, hourOf, MINUTE_MS } from '../../domain/model/time.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import type { SourceFigures } from '../../domain/ports/source-figures.ts';
import type { Indices } from './indices.ts';

/** 200 sources times the hours of a week stay below the 65,535 buckets that a search may make. */
const MAXIMUM_SOURCES = 200;
const MAXIMUM_KINDS = 50;
const REQUEST_TIMEOUT_MS = 15_000;
const SLOT_MS = 10 * MINUTE_MS;

const buckets = <T extends z.ZodType>(bucket: T) => z.object({ buckets: z.array(bucket) });
const answerOf = <T extends z.ZodType>(source: T) =>
  z.object({
    timed_out: z.boolean(),
    _shards: z.object({ failed: z.number() }),
    aggregations: z.object({ sources: buckets(source) }).optional(),
  });
const Mean = z.object({ value: z.number().nullable() });
const History = answerOf(
  z.object({
    key: z.string(),
    kinds: buckets(z.object({ key: z.string() })),
    yesterday: z.object({ slots: buckets(z.object({ key: z.number() })) }),
    week: z.object({ hours: buckets(z.object({ key: z.number(), doc_count: z.number() })) }),
  }),
);
const Recent = answerOf(
  z.object({
    key: z.string(),
    doc_count: z.number(),
    newest: Mean,
    timed: z.object({ doc_count: z.number(), received: Mean, happened: Mean }),
  }),
);

/** The longest time between two slots with events (their starts, ascending), or between one and an end of the window. */
const longestGap = (slots: readonly number[], from: number, to: number): number =>
  Math.max(...[...slots, to].map((start, index) => start - ((slots[index - 1] ?? from - SLOT_MS) + SLOT_MS)));

/** Figures of sources by aggregation over the copies of events. */
export const openSearchSourceFigures = (client: Client, indices: Indices): SourceFigures => {
  const ask = async <T>(
    schema: z.ZodType<T>,
    tenant: TenantId,
    from: number,
    now: number,
    aggs: object,
  ): Promise<T> => {
    const received = { range: { 'event.ingested': { gte: from, lte: now, format: 'epoch_millis' } } };
    const body = {
      size: 0,
      track_total_hits: false,
      timeout: '10s',
      query: { bool: { filter: [{ term: { tenant } }, received] } },
      aggs: { sources: { terms: { field: 'source', size: MAXIMUM_SOURCES }, aggs } },
    };
    const path = `/${encodeURIComponent(indices.allLogs)}/_search`;
    const querystring = {
      ignore_unavailable: 'true',
      allow_no_indices: 'true',
      allow_partial_search_results: 'false',
      expand_wildcards: 'open',
    };
    const options = { requestTimeout: REQUEST_TIMEOUT_MS, maxRetries: 0 };
    try {
      const answer = await client.transport.request({ method: 'POST', path, body, querystring }, options);
      const whole = z.object({ timed_out: z.literal(false), _shards: z.object({ failed: z.literal(0) }) });
      if (whole.safeParse(answer.body).success) return schema.parse(answer.body);
    } catch (error) {
      if (!(error instanceof errors.OpenSearchClientError)) throw error;
      throw new NotAvailable('The figures of sources cannot be had just now: search does not answer.', {
        cause: error,
      });
    }
    throw new NotAvailable('The figures of sources cannot be had just now: search answers a part only.');
  };

  return {
    async history(tenant, now) {
      const week = { range: { 'event.ingested': { gte: now - 7 * DAY_MS, format: 'epoch_millis' } } };
      const hours = { date_histogram: { field: 'event.ingested', fixed_interval: '1h', min_doc_count: 1 } };
      const [from, to] = [now - 25 * HOUR_MS, now - 22 * HOUR_MS];
      const yesterday = { range: { 'event.ingested': { gte: from, lt: to, format: 'epoch_millis' } } };
      const slots = { date_histogram: { field: 'event.ingested', fixed_interval: '10m', min_doc_count: 1 } };
      const answer = await ask(History, tenant, now - 30 * DAY_MS, now, {
        kinds: { terms: { field: 'log_source', size: MAXIMUM_KINDS } },
        yesterday: { filter: yesterday, aggs: { slots } },
        week: { filter: week, aggs: { hours } },
      });
      return new Map(
        answer.aggregations?.sources.buckets.map(({ key, kinds, yesterday: { slots }, week: { hours } }) => [
          key,
          {
            hours: new Map(hours.buckets.map((hour) => [hourOf(new Date(hour.key).toISOString()), hour.doc_count])),
            logSources: kinds.buckets.map((kind) => kind.key).toSorted(),
            longestGap: longestGap(
              slots.buckets.map((slot) => slot.key),
              from,
              to,
            ),
          },
        ]),
      );
    },
    async recent(tenant, now) {
      const filter = [
        { range: { 'event.ingested': { gte: now - 15 * MINUTE_MS, format: 'epoch_millis' } } },
        { range: { '@timestamp': { gte: now - DAY_MS, lte: now + DAY_MS, format: 'epoch_millis' } } },
      ];
      const answer = await ask(Recent, tenant, now - HOUR_MS, now, {
        newest: { max: { field: 'event.ingested' } },
        timed: {
          filter: { bool: { filter, must_not: [{ term: { 'event.time_assumed': true } }] } },
          aggs: { received: { avg: { field: 'event.ingested' } }, happened: { avg: { field: '@timestamp' } } },
        },
      });
      return new Map(
        answer.aggregations?.sources.buckets.map(({ key, doc_count, newest, timed }) => {
          const { received, happened } = timed;
          const lagSeconds =
            received.value === null || happened.value === null ? undefined : (received.value - happened.value) / 1000;
          return [
            key,
            {
              events: doc_count,
              newest: newest.value ?? 0,
              timed: timed.doc_count,
              ...(lagSeconds !== undefined && { lagSeconds }),
            },
          ];
        }),
      );
    },
  };
};

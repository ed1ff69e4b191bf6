import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { rejectedDocument } from '../../adapters/opensearch/documents.ts';
import type { Indices } from '../../adapters/opensearch/indices.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { Clock } from '../../domain/model/time.ts';
import type { SearchFailure, SearchWriter } from '../../domain/ports/search-index.ts';
import { type StreamDocuments, streamDocuments, type UnreadableRecord } from './stream-documents.ts';

export type Dependencies = {
  readonly writer: SearchWriter;
  readonly indices: Indices;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const keyOf = ({ index, id }: { index: string; id: string }): string => `${index}/${id}`;

/**
 * Copies packs and alerts to OpenSearch. What it could not take now repeats the batch (documents have ids, so writing
 * them again is harmless); what it will never take is logged, counted and noted in the index of rejected documents.
 */
export const indexHandler =
  ({ writer, indices, clock, logger, metrics }: Dependencies) =>
  async (event: DynamoDBStreamEvent): Promise<void> => {
    const readable: StreamDocuments[] = [];
    const unreadable: UnreadableRecord[] = [];
    for (const record of event.Records) {
      const documents = streamDocuments(record, indices);
      if (documents?.ok) readable.push(documents.value);
      else if (documents) unreadable.push(documents.error);
    }

    const reject = async (tenant: TenantId, failures: readonly Omit<SearchFailure, 'retry'>[]) => {
      for (const { id, index, reason } of failures) logger.error('rejected for good', { tenant, id, index, reason });
      metrics.addMetric('rejected', MetricUnit.Count, failures.length);
      const at = new Date(clock()).toISOString();
      return writer.write(
        tenant,
        failures.map((failure) => rejectedDocument(indices, tenant, failure, at)),
      );
    };

    const repeat = new Set<string>();
    for (const [tenant, records] of Map.groupBy(readable, (record) => record.tenant)) {
      const failures = await writer.write(
        tenant,
        records.flatMap(({ documents }) => documents),
      );
      const later = failures.filter(({ retry }) => retry);
      const final = failures.filter(({ retry }) => !retry);
      const unnoted = final.length === 0 ? [] : await reject(tenant, final);
      if (later[0]) logger.warn('OpenSearch took not all', { tenant, waiting: later.length, reason: later[0].reason });
      const waiting = new Set(later.map(keyOf));
      const isNoteMissing = unnoted.some(({ retry }) => retry);
      const rejected = new Set(isNoteMissing ? final.map(keyOf) : []);
      for (const { sequence, documents } of records)
        if (documents.some((document) => waiting.has(keyOf(document)) || rejected.has(keyOf(document))))
          repeat.add(sequence);
      metrics.addMetric(
        'indexed',
        MetricUnit.Count,
        records.flatMap(({ documents }) => documents).length - failures.length,
      );
    }
    for (const { sequence, tenant, reason } of unreadable) {
      if (tenant === undefined) {
        logger.error('an item of the table cannot be read', { sequence, reason });
        metrics.addMetric('rejected', MetricUnit.Count, 1);
        continue;
      }
      const unnoted = await reject(tenant, [{ id: sequence, index: 'table', reason }]);
      if (unnoted.some(({ retry }) => retry)) repeat.add(sequence);
    }
    metrics.publishStoredMetrics();
    if (repeat.size > 0) throw new Error(`OpenSearch did not take ${repeat.size} records: the batch is repeated`);
  };

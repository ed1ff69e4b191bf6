import { openSearchClient } from '../../../adapters/opensearch/client.ts';
import { eventDocument } from '../../../adapters/opensearch/documents.ts';
import { indicesOf } from '../../../adapters/opensearch/indices.ts';
import { openSearchWriter } from '../../../adapters/opensearch/search-writer.ts';
import type { NormalizedEvent } from '../../../domain/model/event.ts';
import { normalize } from '../../../domain/normalize/normalize.ts';
import type { Run } from '../../../localstack/run-file.ts';
import { BENCH_TENANT, benchLines } from './lines.ts';
import { normalizing } from './normalizing.ts';

export type Indexing = {
  readonly documents: number;
  readonly missing: number;
  /** From the first request to all being searchable, by one writer. */
  readonly documents_per_second: number;
};

const INDEX_PREFIX = 'banking-soc';
// The template of logs applies; nothing is received that day, and retention would remove what an interrupted run leaves.
const INDEX = indicesOf(INDEX_PREFIX).logs('1970-01-01T00:00:00Z');

const eventsOf = (count: number, seed: number): NormalizedEvent[] =>
  benchLines(count, seed).flatMap((line) => {
    const result = normalize(line, normalizing);
    return result.kind === 'event' ? [result.event] : [];
  });

/** Copies of events into the running platform's OpenSearch, in an index of their own that is deleted afterwards. */
export const measureIndexing = async (run: Run, count: number, seed: number): Promise<Indexing> => {
  const { opensearch, region } = run.endpoints;
  const client = openSearchClient({ OPENSEARCH_ENDPOINT: opensearch, INDEX_PREFIX, AWS_REGION: region });
  const indices = indicesOf(INDEX_PREFIX);
  const documents = eventsOf(count, seed).map((event) => ({ ...eventDocument(indices, event), index: INDEX }));
  const writer = openSearchWriter(client);
  const remove = () => client.indices.delete({ index: INDEX, ignore_unavailable: true });
  await remove();
  try {
    // Makes the index, which is not what is measured.
    await writer.write(BENCH_TENANT, documents.slice(0, 1));
    const started = performance.now();
    const [failure] = await writer.write(BENCH_TENANT, documents);
    if (failure) throw new Error(`OpenSearch did not take ${failure.id}: ${failure.reason}`);
    await client.indices.refresh({ index: INDEX });
    const seconds = (performance.now() - started) / 1000;
    const { body } = await client.count({ index: INDEX });
    return {
      documents: body.count,
      missing: documents.length - body.count,
      documents_per_second: Math.round(body.count / seconds),
    };
  } finally {
    await remove();
    await client.close();
  }
};

import { gzipSync } from 'node:zlib';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { memorySearchIndex } from '../../adapters/memory/search-index.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { SearchWriter } from '../../domain/ports/search-index.ts';
import { observe } from '../support/observability.ts';
import { indexHandler } from './handler.ts';

const tenant = TenantId.parse('acme-bank');
const indices = indicesOf('test');

const recordOf = (sequence: string, image: Record<string, AttributeValue>): DynamoDBRecord => ({
  dynamodb: { SequenceNumber: sequence, NewImage: image },
});

const alertRecord = (n: number, changes: Record<string, AttributeValue> = {}): DynamoDBRecord => {
  const data = gzipSync(JSON.stringify(alertOf({ n, minute: n, entities: [user('a')] }))).toString('base64');
  return recordOf(String(n), { type: { S: 'ALERT' }, tenant: { S: tenant }, data: { B: data }, ...changes });
};

const setUp = (over?: (memory: SearchWriter) => SearchWriter) => {
  const memory = memorySearchIndex();
  const writer = over ? over(memory) : memory;
  const handler = indexHandler({ writer, indices, clock: () => 0, ...observe('index') });
  const idsIn = (index: string) => memory.all().flatMap((document) => (document.index === index ? [document.id] : []));
  return { handler, memory, idsIn };
};

const idOf = (n: number): string => alertOf({ n, minute: n, entities: [] }).id;

/** Refuses the document of alert `n`. */
const refusing =
  (n: number, retry: boolean) =>
  (memory: SearchWriter): SearchWriter => ({
    write: async (owner, documents) => {
      const refused = documents.filter(({ id, index }) => id === idOf(n) && index !== indices.rejected);
      await memory.write(
        owner,
        documents.filter((document) => !refused.includes(document)),
      );
      return refused.map(({ id, index }) => ({ id, index, reason: 'mapper_parsing_exception', retry }));
    },
  });

describe('indexHandler', () => {
  it('copies alerts under their ids, each once', async () => {
    const { handler, idsIn } = setUp();
    for (let turn = 0; turn < 2; turn++) await handler({ Records: [alertRecord(1), alertRecord(2)] });
    expect(idsIn('wazuh-alerts-2026-02-18')).toEqual([idOf(1), idOf(2)]);
  });

  it('repeats the batch where OpenSearch could not take a record now', async () => {
    const { handler } = setUp(refusing(2, true));
    const records = { Records: [alertRecord(1), alertRecord(2), alertRecord(3)] };
    await expect(handler(records)).rejects.toThrow('1 records');
  });

  it('notes what OpenSearch refuses for good and goes on', async () => {
    const { handler, memory, idsIn } = setUp(refusing(2, false));
    await handler({ Records: [alertRecord(1), alertRecord(2), alertRecord(3)] });
    expect(idsIn('wazuh-alerts-2026-02-18')).toEqual([idOf(1), idOf(3)]);
    expect(memory.all().find(({ index }) => index === indices.rejected)?.body).toMatchObject({
      tenant,
      document_id: idOf(2),
      reason: 'mapper_parsing_exception',
    });
  });

  it('repeats where even the note could not be written', async () => {
    const { handler } = setUp(() => ({
      write: async (_, documents) =>
        documents.map(({ id, index }) => ({ id, index, reason: 'x', retry: index === indices.rejected })),
    }));
    await expect(handler({ Records: [alertRecord(7)] })).rejects.toThrow('repeated');
  });

  it('notes items that cannot be read instead of blocking the stream', async () => {
    const { handler, idsIn } = setUp();
    await handler({
      Records: [
        alertRecord(1, { data: { B: 'bm90IGd6aXA=' } }),
        alertRecord(2, { tenant: { S: 'NOT A TENANT' } }),
        recordOf('3', { type: { S: 'PACK' }, tenant: { S: tenant } }),
        recordOf('4', { type: { S: 'MANIFEST' } }),
        alertRecord(5),
      ],
    });
    expect(idsIn(indices.rejected)).toEqual(['table/1', 'table/3']);
    expect(idsIn('wazuh-alerts-2026-02-18')).toEqual([idOf(5)]);
  });
});

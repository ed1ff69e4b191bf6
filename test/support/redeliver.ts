import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { KinesisStreamRecord, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { decodeAlertImage } from '../../adapters/dynamodb/stream-image.ts';
import { kinesisClient } from '../../adapters/kinesis/client.ts';
import { pascalCase } from '../../lib/lambda/step-entry.ts';
import type { Run } from '../../localstack/run-file.ts';

/** What an invocation takes, with room for its frame. */
const MAXIMUM_PAYLOAD_BYTES = 4_000_000;

const Answer = z.object({ batchItemFailures: z.array(z.unknown()) }).nullable();

const recordsOfShard = async (
  client: KinesisClient,
  stream: string,
  shard: string,
): Promise<readonly StreamRecord[]> => {
  const records: StreamRecord[] = [];
  const start = { StreamName: stream, ShardId: shard, ShardIteratorType: 'TRIM_HORIZON' as const };
  let { ShardIterator: iterator } = await client.send(new GetShardIteratorCommand(start));
  while (iterator) {
    const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 200 }));
    records.push(...(page.Records ?? []));
    iterator = page.Records?.length ? page.NextShardIterator : undefined;
  }
  return records;
};

/** All records that the stream still has, shard by shard, as an event source hands them to a Lambda. */
export const kinesisRecords = async ({ outputs }: Run): Promise<readonly (readonly KinesisStreamRecord[])[]> => {
  const client = kinesisClient();
  const stream = outputs.StreamName ?? '';
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName: stream }));
  return Promise.all(
    Shards.map(async ({ ShardId = '' }) =>
      (await recordsOfShard(client, stream, ShardId)).map((record): KinesisStreamRecord => {
        const { SequenceNumber = '', PartitionKey = '', Data = new Uint8Array(), ApproximateArrivalTimestamp } = record;
        return {
          awsRegion: 'eu-central-1',
          eventID: `${ShardId}:${SequenceNumber}`,
          eventName: 'aws:kinesis:record',
          eventSource: 'aws:kinesis',
          eventSourceARN: '',
          eventVersion: '1.0',
          invokeIdentityArn: '',
          kinesis: {
            kinesisSchemaVersion: '1.0',
            partitionKey: PartitionKey,
            sequenceNumber: SequenceNumber,
            data: Buffer.from(Data).toString('base64'),
            approximateArrivalTimestamp: (ApproximateArrivalTimestamp?.getTime() ?? 0) / 1000,
          },
        };
      }),
    ),
  );
};

/** An item as the table's stream hands it to a Lambda. */
export type TableRecord = {
  readonly eventID: string;
  readonly eventName: 'INSERT';
  readonly eventSource: 'aws:dynamodb';
  readonly dynamodb: { readonly NewImage: Record<string, unknown>; readonly SequenceNumber: string };
};

/** Binary values as the table's stream writes them. */
const imageOf = (item: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(item, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'B' in value && value.B instanceof Uint8Array
        ? { B: Buffer.from(value.B).toString('base64') }
        : value,
    ),
  );

/** All items of a type. */
export const tableRecords = async (table: string, type: 'PACK' | 'ALERT' | 'HELD'): Promise<readonly TableRecord[]> => {
  const records: TableRecord[] = [];
  const filter = { FilterExpression: '#t = :t', ExpressionAttributeNames: { '#t': 'type' } };
  const scan = { TableName: table, ...filter, ExpressionAttributeValues: { ':t': { S: type } } };
  for await (const page of paginateScan({ client: new DynamoDBClient({}) }, scan))
    for (const item of page.Items ?? [])
      records.push({
        eventID: String(records.length),
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        dynamodb: {
          NewImage: imageOf(item),
          SequenceNumber: String(records.length + 1).padStart(21, '0'),
        },
      });
  return records;
};

/** The alerts of ALERT items as messages of the queue, in messages of `size`. */
export const alertMessages = (records: readonly TableRecord[], size: number): readonly SQSRecord[] => {
  const alerts = records.map(({ dynamodb }) => {
    const alert = decodeAlertImage(dynamodb.NewImage);
    if (!alert.ok) throw new Error(alert.error);
    return alert.value;
  });
  return [...Map.groupBy(alerts, ({ tenant }) => tenant)].flatMap(([tenant, own]) =>
    Array.from({ length: Math.ceil(own.length / size) }, (_, n): SQSRecord => {
      const part = own.slice(n * size, (n + 1) * size);
      return {
        messageId: `${tenant}-${n}`,
        receiptHandle: '',
        body: JSON.stringify({ tenant, alerts: part.map((alert) => ({ ...alert, data: {} })) }),
        attributes: {
          MessageGroupId: tenant,
          ApproximateReceiveCount: '2',
          SentTimestamp: '0',
          SenderId: '',
          ApproximateFirstReceiveTimestamp: '0',
        },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: '',
        awsRegion: 'eu-central-1',
      };
    }),
  );
};

/** Batches of at most `size` records, smaller where they would not fit an invocation. */
function* batchesOf<T>(records: readonly T[], size: number): Generator<readonly T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const record of records) {
    const more = JSON.stringify(record).length;
    if (batch.length > 0 && (batch.length === size || bytes + more > MAXIMUM_PAYLOAD_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += more;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Invokes the Lambda of a step with the records again, in batches of `size`.
 * @throws Error where an invocation fails or gives records back
 */
export const redeliver = async (
  { outputs }: Run,
  step: string,
  records: readonly unknown[],
  size: number,
): Promise<void> => {
  const client = new LambdaClient({});
  const FunctionName = outputs[`FunctionName${pascalCase(step)}`];
  for (const Records of batchesOf(records, size)) {
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ Records }) }));
    const text = new TextDecoder().decode(answer.Payload);
    if (answer.FunctionError !== undefined) throw new Error(`${step}: ${text}`);
    const failures = Answer.parse(text === '' ? null : JSON.parse(text))?.batchItemFailures ?? [];
    if (failures.length > 0) throw new Error(`${step} gave records back: ${text}`);
  }
};

import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { readRecord } from '../../domain/archive/read-record.ts';
import type { StreamLine } from '../../domain/archive/stored-line.ts';
import type { TenantId } from '../../domain/model/tenant.ts';

/** `shardId-000000000003:4966…` → 3 */
const shardOf = ({ eventID }: KinesisStreamRecord): number => {
  const [, digits] = /^shardId-(\d+):/.exec(eventID) ?? [];
  if (digits === undefined) throw new Error(`Kinesis event id ${eventID} names no shard`);
  return Number(digits);
};

/** The lines of a batch, in stream order. A batch comes from one shard. */
export const linesOf = (event: KinesisStreamEvent): StreamLine[] =>
  event.Records.flatMap((record) =>
    readRecord({
      shard: shardOf(record),
      sequence: record.kinesis.sequenceNumber,
      arrivedAt: new Date(record.kinesis.approximateArrivalTimestamp * 1000).toISOString(),
      text: Buffer.from(record.kinesis.data, 'base64').toString('utf8'),
    }),
  );

/** The lines of each tenant. */
export const byTenant = (lines: readonly StreamLine[]): Map<TenantId, StreamLine[]> =>
  Map.groupBy(lines, ({ envelope }) => envelope.tenant);

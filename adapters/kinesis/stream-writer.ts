import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { deliver, type RecordSender, type Retry } from '../../domain/collect/stream-delivery.ts';
import { MAXIMUM_RECORD_BYTES, type Spread } from '../../domain/collect/stream-record.ts';
import type { StreamWriter } from '../../domain/ports/stream-writer.ts';

export type KinesisStreamWriterOptions = {
  readonly client: KinesisClient;
  readonly streamName: string;
  readonly retry: Retry;
  /** The number at the end of a record's partition key; given the record's bytes; default: 0 to 7 in turn. */
  readonly spread?: Spread;
};

/**
 * Numbers from 0 up to (not including) `count`, the next one once about a record's worth of bytes went under the last: a
 * trickle fills few batches of one shard instead of many small ones of all, a flood reaches every shard.
 */
const inTurn = (count: number): Spread => {
  let turn = 0;
  let sent = 0;
  return (bytes) => {
    if (sent > 0 && sent + bytes > MAXIMUM_RECORD_BYTES) {
      turn = (turn + 1) % count;
      sent = 0;
    }
    sent += bytes;
    return turn;
  };
};

/** A StreamWriter over PutRecords: records that were throttled or got no answer are tried again, the others are not. */
export const kinesisStreamWriter = (options: KinesisStreamWriterOptions): StreamWriter => {
  const { client, streamName, retry, spread = inTurn(8) } = options;
  const send: RecordSender = async (records) => {
    const Records = records.map((record) => ({ Data: record.data, PartitionKey: record.partitionKey }));
    const answer = await client.send(new PutRecordsCommand({ StreamName: streamName, Records }));
    const results = answer.Records ?? [];
    return records.map((_, index) => {
      const result = results[index];
      if (!result) return 'no result for the record';
      return result.ErrorCode ?? (result.SequenceNumber ? undefined : 'no sequence number');
    });
  };
  return { put: (tenant, envelopes) => deliver(tenant, envelopes, spread, send, retry) };
};

import { randomUUID } from 'node:crypto';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { kinesisClient } from '../../adapters/kinesis/client.ts';
import { Envelope } from '../../domain/model/envelope.ts';

/** A stream for one test file, with all envelopes that it holds. */
export const scratchStream = async (shards: number) => {
  const client = kinesisClient();
  const StreamName = `scratch-${randomUUID()}`;
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: shards }));
  await waitUntilStreamExists({ client, maxWaitTime: 30 }, { StreamName });
  const ofShard = async (ShardId: string | undefined): Promise<Envelope[]> => {
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator, Limit: 10_000 }));
    return Records.flatMap(({ Data }) =>
      Buffer.from(Data ?? [])
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => Envelope.parse(JSON.parse(line))),
    );
  };
  return {
    name: StreamName,
    envelopes: async (): Promise<Envelope[]> => {
      const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
      return (await Promise.all(Shards.map((shard) => ofShard(shard.ShardId)))).flat();
    },
    drop: async () => {
      await client.send(new DeleteStreamCommand({ StreamName }));
    },
  };
};

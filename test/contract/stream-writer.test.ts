import { randomUUID } from 'node:crypto';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  PutRecordsCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinesisClient } from '../../adapters/kinesis/client.ts';
import { kinesisStreamWriter } from '../../adapters/kinesis/stream-writer.ts';
import { memoryStreamWriter } from '../../adapters/memory/stream-writer.ts';
import type { Retry } from '../../domain/collect/stream-delivery.ts';
import { Envelope } from '../../domain/model/envelope.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { StreamWriter } from '../../domain/ports/stream-writer.ts';

const ACME = TenantId.parse('acme-bank');
const GLOBEX = TenantId.parse('globex-bank');

const envelope = (tenant: TenantId, n: number, raw: string): Envelope => ({
  tenant,
  source: 'tcp-5140',
  trust: 'high',
  receivedAt: '2026-02-18T10:30:45.120Z',
  ingestId: `i-${n}`,
  encoding: 'utf8',
  raw,
});

type StoredRecord = { readonly partitionKey: string; readonly text: string };
/** What the next record meets: a reason for refusing it, or an Error for a call without an answer. */
type Fault = (partitionKey: string) => string | Error | undefined;

type Rig = { writer: StreamWriter; setFault: (fault: Fault) => void; stored: () => Promise<readonly StoredRecord[]> };

const pauses: number[] = [];
const retry: Retry = {
  attempts: 3,
  pause: async (attempt) => {
    pauses.push(attempt);
  },
};

const memoryRig = async (): Promise<Rig> => {
  const writer = memoryStreamWriter(retry);
  return {
    writer,
    setFault: (fault) => {
      writer.fault = ({ partitionKey }) => fault(partitionKey);
    },
    stored: async () =>
      writer.records.map(({ partitionKey, data }) => ({ partitionKey, text: new TextDecoder().decode(data) })),
  };
};

const streams: string[] = [];
const client = kinesisClient();

/** The real stream; faults are put in front of it, because the local platform refuses no record by itself. */
const kinesisRig = async (): Promise<Rig> => {
  const StreamName = `contract-${randomUUID()}`;
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  streams.push(StreamName);
  await waitUntilStreamExists({ client, maxWaitTime: 30 }, { StreamName });
  let fault: Fault = () => undefined;
  const faulty = kinesisClient();
  const send = faulty.send.bind(faulty);
  Object.assign(faulty, {
    send: async (command: PutRecordsCommand) => {
      const faults = (command.input.Records ?? []).map(({ PartitionKey = '' }) => fault(PartitionKey));
      const lost = faults.find((reason) => reason instanceof Error);
      if (lost) throw lost;
      const passed = (command.input.Records ?? []).filter((_, index) => faults[index] === undefined);
      const answer = passed.length > 0 ? await send(new PutRecordsCommand({ StreamName, Records: passed })) : undefined;
      const results = [...(answer?.Records ?? [])];
      return { Records: faults.map((reason) => (reason ? { ErrorCode: String(reason) } : results.shift())) };
    },
  });
  const stored = async (): Promise<readonly StoredRecord[]> => {
    const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
    const first = await client.send(
      new GetShardIteratorCommand({ StreamName, ShardId: Shards[0]?.ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const found: StoredRecord[] = [];
    for (let iterator = first.ShardIterator; iterator; ) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      for (const { PartitionKey = '', Data } of Records) {
        found.push({ partitionKey: PartitionKey, text: new TextDecoder().decode(Data) });
      }
      iterator = Records.length > 0 ? NextShardIterator : undefined;
    }
    return found;
  };
  return {
    writer: kinesisStreamWriter({ client: faulty, streamName: StreamName, retry }),
    setFault: (next) => {
      fault = next;
    },
    stored,
  };
};

afterAll(async () => {
  for (const StreamName of streams) await client.send(new DeleteStreamCommand({ StreamName }));
});

describe.each([
  ['in memory', memoryRig],
  ['Kinesis', kinesisRig],
])('a stream writer: %s', (_, rig) => {
  let subject: Rig;
  beforeAll(async () => {
    subject = await rig();
  });

  const idsStored = async (): Promise<string[]> =>
    (await subject.stored()).flatMap(({ text }) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => Envelope.parse(JSON.parse(line)).ingestId),
    );

  it('stores envelopes of one tenant as NDJSON under its partition key, in order', async () => {
    const envelopes = [envelope(ACME, 1, 'a\nb'), envelope(ACME, 2, '"ä"')];
    const receipt = await subject.writer.put(ACME, envelopes);
    expect(receipt).toMatchObject({ accepted: envelopes, refused: [], resent: 0 });
    const [record] = await subject.stored();
    expect(record?.partitionKey).toMatch(/^acme-bank#tcp-5140#\d$/);
    expect(record?.text).toBe(envelopes.map((each) => `${JSON.stringify(each)}\n`).join(''));
  });

  it('refuses an envelope of another tenant and stores the others', async () => {
    const receipt = await subject.writer.put(ACME, [envelope(GLOBEX, 3, 'x'), envelope(ACME, 4, 'y')]);
    expect(receipt.accepted.map(({ ingestId }) => ingestId)).toEqual(['i-4']);
    expect(receipt.refused.map(({ reason }) => reason)).toEqual(['envelope of another tenant']);
    expect(await idsStored()).toEqual(['i-1', 'i-2', 'i-4']);
  });

  it('tries a throttled record again, with the pauses that it was given', async () => {
    let refusals = 2;
    subject.setFault(() => (refusals-- > 0 ? 'ProvisionedThroughputExceededException' : undefined));
    pauses.length = 0;
    const receipt = await subject.writer.put(ACME, [envelope(ACME, 5, 'z')]);
    expect(receipt).toMatchObject({ refused: [], resent: 0 });
    expect(pauses).toEqual([2, 3]);
    expect((await idsStored()).filter((id) => id === 'i-5')).toEqual(['i-5']);
  });

  it('says what was not taken after the last try, and only that', async () => {
    subject.setFault((key) => (key.startsWith('acme-bank#bad') ? 'throttled' : undefined));
    const bad = { ...envelope(ACME, 6, 'bad'), source: 'bad' };
    const receipt = await subject.writer.put(ACME, [bad, envelope(ACME, 7, 'good')]);
    expect(receipt.accepted.map(({ ingestId }) => ingestId)).toEqual(['i-7']);
    expect(receipt.refused).toEqual([{ envelope: bad, reason: 'throttled' }]);
    expect(await idsStored()).not.toContain('i-6');
  });

  it('counts lines whose call got no answer', async () => {
    let lost = 1;
    subject.setFault(() => (lost-- > 0 ? new Error('socket hang up') : undefined));
    const receipt = await subject.writer.put(ACME, [envelope(ACME, 8, 'again')]);
    expect(receipt).toMatchObject({ refused: [], resent: 1 });
    subject.setFault(() => new Error('socket hang up'));
    const never = await subject.writer.put(ACME, [envelope(ACME, 9, 'never')]);
    expect(never.refused.map(({ reason }) => reason)).toEqual(['Error']);
    subject.setFault(() => undefined);
  });

  it('spreads more than a record holds over several', async () => {
    const large = Array.from({ length: 12 }, (__, n) => envelope(ACME, 100 + n, 'x'.repeat(200_000)));
    const receipt = await subject.writer.put(ACME, large);
    expect(receipt.accepted).toHaveLength(12);
    const stored = await subject.stored();
    expect(Math.max(...stored.map(({ text }) => text.length))).toBeLessThanOrEqual(900_001);
    expect((await idsStored()).filter((id) => /^i-1\d\d$/.test(id))).toEqual(large.map(({ ingestId }) => ingestId));
  });
});

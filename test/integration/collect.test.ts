import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kinesisClient } from '../../adapters/kinesis/client.ts';
import { decodeLine } from '../../domain/collect/line-encoding.ts';
import { Envelope } from '../../domain/model/envelope.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { scratchTable } from '../support/scratch-table.ts';

const ACME = TenantId.parse('acme-bank');
const StreamName = `collect-${randomUUID()}`;
const { table, drop } = await scratchTable('collect');
const kinesis = kinesisClient();
const directory = mkdtempSync(join(tmpdir(), 'edge-'));
const configPath = join(directory, 'edge.json');

const children: ChildProcess[] = [];

type RunningEdge = { child: ChildProcess; ports: readonly number[] };

const startEdge = async (environment: Record<string, string> = {}): Promise<RunningEdge> => {
  const child = spawn(process.execPath, ['edge/server.ts'], {
    env: { ...process.env, EDGE_CONFIG: configPath, ...environment },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  children.push(child);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const ports = await vi.waitFor(() => {
    const [, list] = /"ports":\[([\d,]+)\]/.exec(log) ?? [];
    if (!list) throw new Error(`the edge does not listen: ${log}`);
    return list.split(',').map(Number);
  }, 15_000);
  return { child, ports };
};

const stopEdge = async ({ child }: RunningEdge): Promise<void> => {
  child.kill('SIGTERM');
  await once(child, 'exit');
};

const dial = async (port: number | undefined): Promise<Socket> => {
  const socket = connect(port ?? 0, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
};

const stored = async (): Promise<Envelope[]> => {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
  const envelopes: Envelope[] = [];
  for (const { ShardId } of Shards) {
    const start = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    let { ShardIterator: iterator } = await kinesis.send(new GetShardIteratorCommand(start));
    while (iterator) {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: 500 }));
      const text = (page.Records ?? []).map(({ Data }) => new TextDecoder().decode(Data)).join('');
      const lines = text.split('\n').filter(Boolean);
      envelopes.push(...lines.map((line) => Envelope.parse(JSON.parse(line))));
      iterator = page.Records?.length ? page.NextShardIterator : undefined;
    }
  }
  return envelopes;
};

const storedWith = async (marker: string): Promise<Envelope[]> =>
  (await stored()).filter(({ raw }) => raw.includes(marker));

const offered = async (): Promise<number> => {
  let lines = 0;
  const day = new Date().toISOString().slice(0, 10);
  for await (const offer of dynamoOfferLedger(table).offers(ACME, day)) lines += offer.lines;
  return lines;
};

beforeAll(async () => {
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30 }, { StreamName });
  const token = { pk: `TOKEN#${nodeHasher.sha256('tok')}`, sk: 'SOURCE', tenant: ACME, source: 'http-acme' };
  const Item = { ...token, trust: 'medium', enabled: true };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
  const config = {
    streamName: StreamName,
    tableName: table.name,
    region: process.env.AWS_REGION ?? 'eu-central-1',
    listeners: [
      { protocol: 'tcp', port: 0, tenant: 'acme-bank', source: 'tcp-5140', trust: 'high' },
      { protocol: 'tcp', port: 0, tenant: 'globex-bank', source: 'tcp-5141', trust: 'high' },
    ],
    http: { port: 0 },
  };
  writeFileSync(configPath, JSON.stringify(config));
});

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await kinesis.send(new DeleteStreamCommand({ StreamName }));
  await drop();
});

describe('the edge as a process, on the real stream and table', () => {
  it('puts every line of a fast sender into the stream, and the ledger counts what the stream holds', async () => {
    const edge = await startEdge();
    const socket = await dial(edge.ports[0]);
    const lines = 5_000;
    for (let sent = 0; sent < lines; sent += 1) {
      socket.write(`{"log_type":"core_banking","event_type":"login","user_id":"load-${sent}"}\n`);
    }
    socket.end();
    await once(socket, 'close');
    await vi.waitFor(async () => expect(await storedWith('"load-')).toHaveLength(lines), {
      timeout: 15_000,
      interval: 500,
    });
    const metrics = await (await fetch(`http://127.0.0.1:${edge.ports[2]}/metrics`)).text();
    expect(metrics).toMatch(new RegExp(`^watchkeep_collect_latency_seconds_count\\S* ${lines}$`, 'm'));
    await stopEdge(edge);
    expect(await offered()).toBe(lines);
    expect((await stored()).every(({ tenant, source }) => tenant === ACME && source === 'tcp-5140')).toBe(true);
  });

  it('keeps binary lines and lines of 2 MB byte by byte', async () => {
    const edge = await startEdge();
    const before = (await stored()).length;
    const socket = await dial(edge.ports[1]);
    const long = Buffer.alloc(2 * 1024 * 1024, 'long line ');
    const binary = Buffer.from([0xff, 0x00, 0xfe, 0x80]);
    socket.write(Buffer.concat([binary, Buffer.from('\n'), long, Buffer.from('\n')]));
    socket.end();
    const count = 1 + Math.ceil(long.length / 600_000);
    await vi.waitFor(async () => expect(await stored()).toHaveLength(before + count), {
      timeout: 15_000,
      interval: 200,
    });
    const globex = (await stored()).filter(({ tenant }) => tenant === 'globex-bank');
    const part = ({ ingestId }: Envelope): number => Number(/part-(\d+)-of/.exec(ingestId)?.[1] ?? 0);
    const bytes = globex.toSorted((a, b) => part(a) - part(b)).map((envelope) => Buffer.from(decodeLine(envelope)));
    expect(Buffer.concat(bytes).equals(Buffer.concat([binary, long]))).toBe(true);
    await stopEdge(edge);
  });

  it('answers HTTP only when the stream has the lines', async () => {
    const edge = await startEdge();
    const url = `http://127.0.0.1:${edge.ports[2]}/api/logs`;
    const send = (token: string) =>
      fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{"marker":"by-http"}' });
    expect((await send('wrong')).status).toBe(401);
    const answer = await send('tok');
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ accepted: 1 });
    const [envelope] = await storedWith('by-http');
    expect(envelope).toMatchObject({ tenant: ACME, source: 'http-acme', trust: 'medium' });
    await stopEdge(edge);
  });

  it('spools at a stop what an unreachable stream did not take, and sends it at the next start', async () => {
    const down = await startEdge({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    const socket = await dial(down.ports[0]);
    socket.write('{"marker":"spooled"}\n');
    const metrics = `http://127.0.0.1:${down.ports[2]}/metrics`;
    await vi.waitFor(async () => expect(await (await fetch(metrics)).text()).toMatch(/outcome="offered"} 1/));
    await stopEdge(down);
    expect(await storedWith('spooled')).toEqual([]);
    const up = await startEdge();
    await vi.waitFor(async () => expect(await storedWith('spooled')).toHaveLength(1), {
      timeout: 15_000,
      interval: 200,
    });
    await stopEdge(up);
  });

  it('loses no count when it is killed', async () => {
    const edge = await startEdge();
    const before = await offered();
    const socket = await dial(edge.ports[0]);
    socket.on('error', () => undefined);
    socket.write('{"marker":"killed"}\n'.repeat(20));
    await vi.waitFor(async () => expect(await storedWith('killed')).toHaveLength(20), {
      timeout: 15_000,
      interval: 20,
    });
    edge.child.kill('SIGKILL');
    await once(edge.child, 'exit');
    await stopEdge(await startEdge());
    expect(await offered()).toBe(before + 20);
  });
});

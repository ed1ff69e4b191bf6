import { createSocket } from 'node:dgram';
import { mkdtempSync, readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeHasher } from '../adapters/hashing.ts';
import { memoryOfferLedger } from '../adapters/memory/offer-ledger.ts';
import { type MemoryStreamWriter, memoryStreamWriter } from '../adapters/memory/stream-writer.ts';
import { MAXIMUM_LINE_BYTES } from '../domain/model/envelope.ts';
import { TenantId } from '../domain/model/tenant.ts';
import type { OfferLedger } from '../domain/ports/offer-ledger.ts';
import type { Source } from '../domain/ports/tenant-directory.ts';
import { EdgeConfig } from './config.ts';
import { type Edge, startEdge } from './edge.ts';

const ACME = TenantId.parse('acme-bank');
const GLOBEX = TenantId.parse('globex-bank');
const TOKEN = 'tok_acme';

const httpSource: Source = { tenant: ACME, id: 'http-acme', ingress: 'http', trust: 'medium', enabled: true };

const running: Edge[] = [];
afterEach(async () => {
  for (const edge of running.splice(0)) await edge.stop();
});

type Rig = {
  edge: Edge;
  writer: MemoryStreamWriter;
  ledger: OfferLedger;
  directory: string;
  raws: () => string[];
  http: string;
};

const start = async (
  limits: Record<string, number> = {},
  directory = mkdtempSync(join(tmpdir(), 'edge-')),
): Promise<Rig> => {
  const writer = memoryStreamWriter();
  const ledger = memoryOfferLedger();
  const config = EdgeConfig.parse({
    streamName: 'lines',
    tableName: 'events',
    region: 'eu-central-1',
    listeners: [
      { protocol: 'tcp', port: 0, tenant: ACME, source: 'tcp-acme', trust: 'high' },
      { protocol: 'tcp', port: 0, tenant: GLOBEX, source: 'tcp-globex', trust: 'high' },
      { protocol: 'udp', port: 0, tenant: ACME, source: 'udp-acme', trust: 'low' },
    ],
    http: { port: 0 },
    limits: { lingerMs: 5, retryMaximumMs: 20, drainMs: 400, ...limits },
  });
  const tokens = new Map([
    [nodeHasher.sha256(TOKEN), httpSource],
    [nodeHasher.sha256('tok_off'), { ...httpSource, enabled: false }],
  ]);
  const edge = await startEdge(
    { ...config, spoolDirectory: directory },
    {
      writer,
      httpWriter: writer,
      ledger,
      directory: { sourceByIngestToken: async (hash) => tokens.get(hash) },
      hasher: nodeHasher,
      instance: nodeHasher.sha256(String(Math.random())).slice(0, 16),
      log: () => undefined,
    },
  );
  running.push(edge);
  const raws = () => writer.records.flatMap(({ envelopes }) => envelopes.map(({ raw }) => raw));
  return { edge, writer, ledger, directory, raws, http: `http://127.0.0.1:${edge.ports[3]}` };
};

const dial = (edge: Edge, index: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(edge.ports[index] ?? 0, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });

const post = (
  rig: Rig,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${rig.http}/api/logs`, { method: 'POST', body, headers: { authorization: `Bearer ${TOKEN}`, ...headers } });

const envelopesOf = (rig: Rig) => rig.writer.records.flatMap(({ envelopes }) => envelopes);

/** Long enough for a machine that is busy with other tests. */
const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 20 });

const listed = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const today = (): string => new Date().toISOString().slice(0, 10);

describe('lines over TCP', () => {
  it('belong to the tenant of the port, whatever they say', async () => {
    const rig = await start();
    const [acme, globex] = [await dial(rig.edge, 0), await dial(rig.edge, 1)];
    acme.end('{"tenant":"globex-bank","n":1}\r\n\n{"n":2}\nlast without newline');
    globex.end('5 <1>ab7 <2>abcd');
    await eventually(() => expect(rig.raws()).toHaveLength(5));
    const envelopes = envelopesOf(rig);
    expect(envelopes.filter(({ tenant }) => tenant === ACME).map(({ raw }) => raw)).toEqual([
      '{"tenant":"globex-bank","n":1}',
      '{"n":2}',
      'last without newline',
    ]);
    expect(envelopes.filter(({ tenant }) => tenant === GLOBEX).map(({ raw }) => raw)).toEqual(['<1>ab', '<2>abcd']);
    expect(new Set(envelopes.map(({ ingestId }) => ingestId)).size).toBe(5);
    expect(envelopes[0]).toMatchObject({ source: 'tcp-acme', trust: 'high', encoding: 'utf8' });
  });

  it('wait while the stream is down, and are read no further than the buffer allows', async () => {
    const rig = await start({ bufferBytes: 200_000 });
    rig.writer.fault = () => new Error('down');
    const socket = await dial(rig.edge, 0);
    const line = `${'x'.repeat(1_000)}\n`;
    const lines = 20_000;
    const sent = new Promise<void>((resolve) => socket.end(line.repeat(lines), resolve));
    await eventually(async () => {
      const health: unknown = await (await fetch(`${rig.http}/health`)).json();
      expect(health).toMatchObject({ status: 'degraded', stream: 'down' });
    });
    const metrics = await (await fetch(`${rig.http}/metrics`)).text();
    const held = Number(/^watchkeep_collect_buffer_bytes (\d+)$/m.exec(metrics)?.[1]);
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(200_000 + 2 * 65_536 * 1.5);
    rig.writer.fault = () => undefined;
    await sent;
    await eventually(() => expect(rig.raws()).toHaveLength(lines));
  });

  it('one tenant that floods does not stop the other', async () => {
    const rig = await start({ bufferBytes: 10_000 });
    rig.writer.fault = ({ partitionKey }) => (partitionKey.startsWith(ACME) ? 'throttled' : undefined);
    (await dial(rig.edge, 0)).write('a\n'.repeat(50_000));
    (await dial(rig.edge, 1)).write('b\n');
    await eventually(() => expect(rig.raws()).toEqual(['b']));
  });

  it('written in pieces of any length arrive whole, once and in order', async () => {
    const rig = await start({ lingerMs: 15 });
    const lines = Array.from({ length: 2_000 }, (_, n) => `line ${n} ${'x'.repeat(n % 97)}`);
    const text = lines.map((line) => `${line}\n`).join('');
    const socket = await dial(rig.edge, 0);
    for (let at = 0, n = 0; at < text.length; at += 1 + (n % 1_009), n += 101) {
      socket.write(text.slice(at, at + 1 + (n % 1_009)));
    }
    socket.end();
    await eventually(() => expect(rig.raws()).toEqual(lines));
  });

  it('of 2 MB arrive in parts, with every byte', async () => {
    const rig = await start();
    const long = 'ä'.repeat(1_000_000);
    (await dial(rig.edge, 0)).end(`${long}\nshort\n`);
    await eventually(() => expect(rig.raws().at(-1)).toBe('short'));
    expect(rig.raws().slice(0, -1).join('')).toBe(long);
    expect(envelopesOf(rig)[0]?.ingestId).toMatch(/\/part-1-of-4$/);
  });
});

describe('a stop', () => {
  it('spools what the stream does not take, and the next start sends it once', async () => {
    const first = await start();
    first.writer.fault = () => new Error('down');
    (await dial(first.edge, 0)).write('one\ntwo\n');
    await eventually(async () => expect(await (await fetch(`${first.http}/metrics`)).text()).toMatch(/offered"} 2/));
    expect(await first.edge.stop()).toBe(2);
    running.splice(0);

    const second = await start({}, first.directory);
    await eventually(() => expect(second.raws()).toEqual(['one', 'two']));
    await eventually(() => expect(readdirSync(first.directory).filter((name) => name.startsWith('lines'))).toEqual([]));
    await second.edge.stop();
    running.splice(0);
    const offers = await listed(second.ledger.offers(ACME, today()));
    expect(offers.reduce((sum, { lines }) => sum + lines, 0)).toBe(2);
  });

  it('takes what a sender had written before it', async () => {
    const rig = await start();
    const socket = await dial(rig.edge, 0);
    socket.write('late\n'.repeat(5_000));
    await new Promise((resolve) => socket.write('end\n', resolve));
    await rig.edge.stop();
    running.splice(0);
    expect(rig.raws()).toHaveLength(5_001);
  });
});

describe('UDP', () => {
  it('takes a datagram as a line; what a full buffer must drop is counted', async () => {
    const rig = await start({ bufferBytes: 1_000, ledgerMs: 20 });
    rig.writer.fault = () => 'throttled';
    const socket = createSocket('udp4');
    for (let n = 0; n < 10; n += 1) socket.send(`<134>message ${n}\n`, rig.edge.ports[2] ?? 0, '127.0.0.1');
    await eventually(async () => {
      const refused = await listed(rig.ledger.refusals(ACME, today()));
      expect(refused.reduce((sum, { lines }) => sum + lines, 0)).toBe(7);
    });
    rig.writer.fault = () => undefined;
    await eventually(() => expect(rig.raws()).toEqual(['<134>message 0', '<134>message 1', '<134>message 2']));
    socket.close();
  });
});

describe('POST /api/logs', () => {
  it('answers 202 with a receipt when the stream has every line', async () => {
    const rig = await start();
    const answer = await post(rig, '{"a":1}\n\n{"a":2}\n');
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ accepted: 2, skipped_blank: 1, rejected: [] });
    expect(envelopesOf(rig)[0]).toMatchObject({ tenant: ACME, source: 'http-acme', trust: 'medium' });
  });

  it('takes gzip, arrays and the same key again under the same ids', async () => {
    const rig = await start();
    const body = new Uint8Array(gzipSync('[{"tenant":"globex-bank"},"text line"]'));
    const headers = { 'content-encoding': 'gzip', 'idempotency-key': 'batch-7' };
    expect((await post(rig, body, headers)).status).toBe(202);
    expect((await post(rig, body, headers)).status).toBe(202);
    expect(rig.raws()).toEqual(['{"tenant":"globex-bank"}', 'text line', '{"tenant":"globex-bank"}', 'text line']);
    const ids = envelopesOf(rig).map(({ ingestId }) => ingestId);
    expect(ids.slice(0, 2)).toEqual(ids.slice(2));
    expect(envelopesOf(rig).every(({ tenant }) => tenant === ACME)).toBe(true);
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['a disabled source', { authorization: 'Bearer tok_off' }],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
  ])('refuses %s with 401', async (_, headers) => {
    const rig = await start();
    const answer = await fetch(`${rig.http}/api/logs`, { method: 'POST', body: 'x\n', headers: new Headers(headers) });
    expect(answer.status).toBe(401);
    expect(rig.raws()).toEqual([]);
  });

  it('lists a line that is too long with 413, keeps the receipt, and takes the others', async () => {
    const rig = await start();
    const answer = await post(rig, `first\n${'x'.repeat(MAXIMUM_LINE_BYTES + 1)}\nthird\n`);
    expect(answer.status).toBe(413);
    const body: unknown = await answer.json();
    expect(body).toMatchObject({ accepted: 2, rejected: [{ line: 2, reason: 'line_too_long' }] });
    const [refusal] = await listed(rig.ledger.refusals(ACME, today()));
    expect(refusal).toMatchObject({ reason: 'line_too_long', lines: 1, source: 'http-acme' });
    expect(body).toMatchObject({ receipt: refusal?.receipt });
  });

  it('refuses a body over the limit, also one that inflates beyond it', async () => {
    const rig = await start({ httpBodyBytes: 10_000 });
    expect((await post(rig, 'x'.repeat(10_001))).status).toBe(413);
    const bomb = new Uint8Array(gzipSync('y'.repeat(1_000_000)));
    expect((await post(rig, bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    expect(await listed(rig.ledger.refusals(ACME, today()))).toHaveLength(2);
    expect(rig.raws()).toEqual([]);
  });

  it('answers 503 with Retry-After while the stream is down', async () => {
    const rig = await start();
    rig.writer.fault = () => new Error('down');
    const answer = await post(rig, 'line\n');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('answers 429 while too many bodies are under way, 404 and 405 elsewhere', async () => {
    const rig = await start({ httpPendingBytes: 5 });
    expect((await post(rig, 'longer than five bytes')).status).toBe(429);
    expect((await fetch(`${rig.http}/api/logs`)).status).toBe(405);
    expect((await fetch(`${rig.http}/other`)).status).toBe(404);
  });

  it('closes a connection whose headers do not come', async () => {
    const rig = await start({ httpHeadersMs: 100, httpRequestMs: 200 });
    const socket = await dial(rig.edge, 3);
    socket.on('error', () => undefined);
    socket.write('POST /api/logs HTTP/1.1\r\nhost: x\r\n');
    await new Promise((resolve) => socket.resume().once('close', resolve));
    expect(socket.destroyed).toBe(true);
  });
});

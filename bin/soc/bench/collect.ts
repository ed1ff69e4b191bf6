import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryOfferLedger } from '../../../adapters/memory/offer-ledger.ts';
import { memoryStreamWriter } from '../../../adapters/memory/stream-writer.ts';
import type { StreamWriter } from '../../../domain/ports/stream-writer.ts';
import { EdgeConfig } from '../../../edge/config.ts';
import { type Edge, startEdge } from '../../../edge/edge.ts';
import { BENCH_TENANT, benchLines } from './lines.ts';
import { percentile } from './measure.ts';

export type Collect = {
  readonly offered_per_second: number;
  /** From the first line sent to the last one taken. */
  readonly accepted_per_second: number;
  readonly samples: number;
  readonly missing: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
};

const SECONDS = 5;
const TICK_MS = 2;
const GIVE_UP_MS = 10_000;

const edgeOn = (writer: StreamWriter, spoolDirectory: string): Promise<Edge> => {
  const config = EdgeConfig.parse({
    streamName: 'bench',
    tableName: 'bench',
    region: 'bench',
    listeners: [{ protocol: 'tcp', port: 0, tenant: BENCH_TENANT, source: 'bench', trust: 'medium' }],
    http: { port: 0 },
  });
  return startEdge(
    { ...config, spoolDirectory },
    {
      writer,
      httpWriter: writer,
      ledger: memoryOfferLedger(),
      directory: { sourceByIngestToken: async () => undefined },
      hasher: nodeHasher,
      instance: 'bench',
      log: () => undefined,
    },
  );
};

/**
 * From a line sent over TCP to the writer of the stream having taken it, at `rate` lines a second: the edge with its own
 * settings and a writer in memory, so that only collect is measured. One connection keeps its order, which pairs the two.
 */
export const measureCollect = async (rate: number, seed: number): Promise<Collect> => {
  const lines = benchLines(rate * SECONDS, seed).map(({ envelope }) => envelope.raw);
  const sent: number[] = [];
  const latencies: number[] = [];
  const memory = memoryStreamWriter();
  const writer: StreamWriter = {
    put: async (tenant, envelopes) => {
      const receipt = await memory.put(tenant, envelopes);
      const now = performance.now();
      for (const { raw } of receipt.accepted) {
        const n = latencies.length;
        if (raw !== lines[n]) throw new Error(`line ${n} is not the one that was sent`);
        latencies.push(now - (sent[n] ?? Number.NaN));
      }
      return receipt;
    },
  };
  const spool = mkdtempSync(join(tmpdir(), 'watchkeep-bench-'));
  const edge = await edgeOn(writer, spool);
  const socket = connect(edge.ports[0] ?? 0, '127.0.0.1');
  await once(socket, 'connect');
  const started = performance.now();
  while (sent.length < lines.length) {
    const due = Math.min(lines.length, ((performance.now() - started) / 1000) * rate);
    for (const line of lines.slice(sent.length, due)) {
      sent.push(performance.now());
      socket.write(`${line}\n`);
    }
    await sleep(TICK_MS);
  }
  socket.end();
  const deadline = performance.now() + GIVE_UP_MS;
  while (latencies.length < lines.length && performance.now() < deadline) await sleep(TICK_MS);
  const lastTaken = (sent[latencies.length - 1] ?? started) + (latencies.at(-1) ?? 0);
  await edge.stop();
  rmSync(spool, { recursive: true });
  return {
    offered_per_second: rate,
    accepted_per_second: Math.round((latencies.length / (lastTaken - started)) * 1000),
    samples: latencies.length,
    missing: lines.length - latencies.length,
    p50_ms: Number(percentile(latencies, 0.5).toFixed(1)),
    p95_ms: Number(percentile(latencies, 0.95).toFixed(1)),
  };
};

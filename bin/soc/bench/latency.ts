import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { programmeOf } from '../../../simulator/programme.ts';
import { sendAtEventTime } from '../../../simulator/send/pace.ts';
import { createTcpSender } from '../../../simulator/send/tcp-sender.ts';
import { type ApiClient, apiClientOf } from '../api-client.ts';
import { connect } from '../connection.ts';
import { percentile } from './measure.ts';

/** Of the probes that came through; milliseconds. */
export type Percentiles = {
  readonly samples: number;
  readonly missing: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly maximum_ms: number;
};

export type Latency = {
  readonly background_per_second: number;
  /** Line sent → incident in an answer of the API. */
  readonly incident: Percentiles;
  /** Line sent → its plan awaits a person's approval. */
  readonly plan: Percentiles;
};

const BACKGROUND_PER_SECOND = 50;
const PROBES_PER_SECOND = 2;
const WARM_UP_MS = 30_000;
const GIVE_UP_MS = 20_000;
const POLL_MS = 50;

const Incidents = z.object({
  items: z.array(
    z.object({ status: z.string(), entities: z.array(z.object({ kind: z.string(), value: z.string() })) }),
  ),
});

/** A line that makes an incident of its own: an injection that was answered with a table, from an address and a user of its own. */
const probeLine = (token: string, n: number): string =>
  JSON.stringify({
    timestamp: new Date().toISOString(),
    log_type: 'api_gateway',
    host: 'apigw-01',
    request_id: token,
    client_id: 'web-app',
    user_id: token,
    source_ip: `198.18.${(n >> 8) & 255}.${n & 255}`,
    method: 'GET',
    path: "/v1/search?q=1'%20UNION%20SELECT%20card%20FROM%20cards",
    status: 200,
    latency_ms: 900,
    bytes_in: 300,
    bytes_out: 6_000_000 + n,
    user_agent: 'Mozilla/5.0',
  });

type Probe = { readonly sent: number; incident?: number; plan?: number };

const isDone = ({ incident, plan }: Probe): boolean => incident !== undefined && plan !== undefined;

const watch = async (api: ApiClient, probes: ReadonlyMap<string, Probe>, signal: AbortSignal): Promise<void> => {
  const from = encodeURIComponent(new Date(Date.now() - 60_000).toISOString());
  while (!signal.aborted) {
    const { status, json } = await api.get(`/incidents?from=${from}&limit=200`);
    const now = performance.now();
    if (status !== 200) throw new Error(`the API answered ${status}: ${JSON.stringify(json).slice(0, 200)}`);
    for (const { status: state, entities } of Incidents.parse(json).items)
      for (const { value } of entities) {
        const probe = probes.get(value);
        if (!probe) continue;
        probe.incident ??= now - probe.sent;
        if (state === 'pending_approval') probe.plan ??= now - probe.sent;
      }
    await sleep(POLL_MS);
  }
};

const percentilesOf = (probes: readonly Probe[], figure: 'incident' | 'plan'): Percentiles => {
  const latencies = probes.flatMap((probe) => probe[figure] ?? []);
  return {
    samples: latencies.length,
    missing: probes.length - latencies.length,
    p50_ms: Math.round(percentile(latencies, 0.5)),
    p95_ms: Math.round(percentile(latencies, 0.95)),
    maximum_ms: Math.round(Math.max(...latencies)),
  };
};

/**
 * From a line sent over TCP to its incident in an answer of the API, and on to its plan awaiting approval, at 50 events/s of
 * ordinary traffic, in the tenant whose plans all wait for a person. Each probe carries a unique token that must come back
 * as an entity of an incident; one that does not is missing, never left out of the figures.
 */
export const measureLatency = async (seconds: number, seed: number): Promise<Latency> => {
  const connection = await connect('globex-bank');
  const { run, tenants } = connection;
  const [tenant] = tenants;
  if (!run || !tenant) throw new Error('the latency is measured on the local platform: npm start');
  const api = await apiClientOf(connection, tenant);
  const target = { host: '127.0.0.1', port: run.endpoints.ports.tcpGlobexBank };
  const report = (message: string) => void process.stderr.write(`soc bench: ${message}\n`);
  const stopping = new AbortController();
  const start = Date.now();
  const { lines } = programmeOf({ worldSeed: seed, start, rate: BACKGROUND_PER_SECOND });
  const background = createTcpSender(target, report);
  const pacing = {
    clock: Date.now,
    sleep: (milliseconds: number, signal: AbortSignal) =>
      sleep(milliseconds, undefined, { signal }).catch(() => undefined),
    send: background.send,
    signal: stopping.signal,
  };
  const running = 'simulator' in run.pids ? Promise.resolve(0) : sendAtEventTime(lines, pacing);
  const probes = createTcpSender(target, report);
  const sent = new Map<string, Probe>();
  const watching = watch(api, sent, stopping.signal);
  watching.catch(() => stopping.abort());

  const offset = Math.floor(Math.random() * 60_000);
  const waits = (): boolean => [...sent.values()].some((probe) => !isDone(probe));
  const probe = async (n: number): Promise<void> => {
    const token = `probe-${randomUUID()}`;
    sent.set(token, { sent: performance.now() });
    await probes.send(probeLine(token, offset + n));
    await sleep(1000 / PROBES_PER_SECOND);
  };
  // Lambdas that were never called start once; that is not what is measured.
  const warm = Date.now() + WARM_UP_MS;
  await probe(0);
  while (waits() && Date.now() < warm && !stopping.signal.aborted) await sleep(POLL_MS);
  sent.clear();
  const count = seconds * PROBES_PER_SECOND;
  for (let n = 1; n <= count && !stopping.signal.aborted; n++) await probe(n);
  const deadline = Date.now() + GIVE_UP_MS;
  while (waits() && Date.now() < deadline && !stopping.signal.aborted) await sleep(POLL_MS);
  stopping.abort();
  await Promise.all([watching, running, probes.end(), background.end()]);
  const all = [...sent.values()];
  return {
    background_per_second: BACKGROUND_PER_SECOND,
    incident: percentilesOf(all, 'incident'),
    plan: percentilesOf(all, 'plan'),
  };
};

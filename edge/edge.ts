import type { Ingress } from '../domain/collect/line-wrap.ts';
import type { Hasher } from '../domain/model/hashing.ts';
import type { TenantId } from '../domain/model/tenant.ts';
import { minuteOf } from '../domain/model/time.ts';
import type { OfferLedger } from '../domain/ports/offer-ledger.ts';
import type { StreamWriter } from '../domain/ports/stream-writer.ts';
import type { TenantDirectory } from '../domain/ports/tenant-directory.ts';
import type { EdgeConfig } from './config.ts';
import { listenHttp } from './http-listener.ts';
import { createIntake } from './intake.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createObserver, METRICS_HELP } from './observer.ts';
import { createOfferJournal } from './offer-journal.ts';
import { createSpool } from './spool.ts';
import { sendSpool } from './spool-replay.ts';
import type { Stoppable } from './stoppable.ts';
import { createStreamLane, type StreamLane } from './stream-lane.ts';
import { type HeldBytes, listenTcp } from './tcp-listener.ts';
import { listenUdp } from './udp-listener.ts';

export type EdgeDependencies = {
  /** One short try: the lanes repeat it. */
  readonly writer: StreamWriter;
  /** A few tries: an HTTP sender waits for them. */
  readonly httpWriter: StreamWriter;
  readonly ledger: OfferLedger;
  readonly directory: TenantDirectory;
  readonly hasher: Hasher;
  /** Unique to the process: letters and digits, at most 32. */
  readonly instance: string;
  readonly log: Log;
};

export type Edge = {
  /** Ports in the order of the listeners, then HTTP's. */
  readonly ports: readonly number[];
  /** Takes nothing new, sends what was read, spools what cannot be sent; says how many lines were spooled. */
  stop(): Promise<number>;
};

/** Starts the listeners of a configuration; the edge of a laptop or of a branch office without Vector. */
export const startEdge = async (config: EdgeConfig, dependencies: EdgeDependencies): Promise<Edge> => {
  const { writer, httpWriter, ledger, directory, hasher, instance, log } = dependencies;
  const { limits, host } = config;
  const now = Date.now;
  const metrics = createMetrics(METRICS_HELP);
  const journal = createOfferJournal(config.spoolDirectory, instance, ledger);
  const observer = createObserver(metrics, journal, now);
  const intake = createIntake(instance, now, observer);
  const spool = createSpool(config.spoolDirectory, `lines-${String(now()).padStart(14, '0')}-${instance}`);
  const lanes = new Map<TenantId, StreamLane>();
  const laneOf = (tenant: TenantId): StreamLane => {
    const lane = lanes.get(tenant) ?? createStreamLane({ tenant, writer, limits, observer });
    lanes.set(tenant, lane);
    return lane;
  };

  let receipts = 0;
  const newReceipt = (): string => `${instance}-r${++receipts}`;
  const drops = new Map<string, { ingress: Ingress; minute: string; lines: number }>();
  const dropped = (ingress: Ingress, lines: number): void => {
    const minute = minuteOf(new Date(now()).toISOString());
    const key = `${ingress.source}#${minute}`;
    drops.set(key, { ingress, minute, lines: (drops.get(key)?.lines ?? 0) + lines });
    observer.offered(ingress, lines);
    observer.refused(ingress, lines);
  };
  const recordDrops = async (): Promise<void> => {
    for (const [key, { ingress, minute, lines }] of drops) {
      const refusal = { minute, source: ingress.source, reason: 'buffer_full', receipt: newReceipt(), lines } as const;
      await ledger.recordRefusals(ingress.tenant, [refusal]);
      const left = (drops.get(key)?.lines ?? 0) - lines;
      if (left > 0) drops.set(key, { ingress, minute, lines: left });
      else drops.delete(key);
    }
  };
  let writing = Promise.resolve();
  const writeLedger = (): Promise<void> => {
    writing = writing
      .then(journal.flush)
      .then(recordDrops)
      .catch((error: unknown) => log('warn', 'the ledger took no counts; they are kept', { error: String(error) }));
    return writing;
  };

  await journal
    .recover()
    .catch((error: unknown) => log('warn', 'counts of an earlier run are kept', { error: String(error) }));
  const replay = sendSpool(spool, writer, observer, log);

  const held: HeldBytes = { total: 0 };
  const listeners: (Stoppable & { connections?: () => number })[] = [];
  const health = () => ({
    status: observer.streamIsUp() ? 'ok' : 'degraded',
    stream: observer.streamIsUp() ? 'up' : 'down',
    buffer_bytes: [...lanes.values()].reduce((sum, lane) => sum + lane.bytes(), 0),
  });
  metrics.gauge('watchkeep_collect_buffer_bytes', () => health().buffer_bytes);
  metrics.gauge('watchkeep_collect_connections', () =>
    listeners.reduce((sum, { connections }) => sum + (connections?.() ?? 0), 0),
  );
  for (const { protocol, port, ...ingress } of config.listeners) {
    const common = { host, port, ingress, lane: laneOf(ingress.tenant), intake };
    listeners.push(
      protocol === 'tcp' ? await listenTcp({ ...common, limits, held }) : await listenUdp({ ...common, dropped }),
    );
  }
  listeners.push(
    await listenHttp({
      host,
      port: config.http.port,
      limits,
      directory,
      health,
      metrics: metrics.render,
      failed: (error) => log('warn', 'a request failed', { error: String(error) }),
      context: {
        writer: httpWriter,
        ledger: {
          ...ledger,
          recordRefusals: async (tenant, refusals) => {
            await ledger.recordRefusals(tenant, refusals);
            for (const { source, lines } of refusals) {
              observer.offered({ tenant, source }, lines);
              observer.refused({ tenant, source }, lines);
            }
          },
        },
        hasher,
        now,
        newReceipt,
        delivered: async (source, receipt) => {
          const ingress = { tenant: source.tenant, source: source.id, trust: source.trust };
          observer.offered(ingress, receipt.accepted.length);
          observer.delivered(source.tenant, receipt);
        },
      },
    }),
  );
  const timer = setInterval(() => void writeLedger(), limits.ledgerMs);

  const stop = async (): Promise<number> => {
    const deadline = now() + limits.drainMs;
    clearInterval(timer);
    replay.abort();
    await Promise.all(listeners.map((listener) => listener.stop(deadline - limits.drainMs / 2)));
    const left = (await Promise.all([...lanes.values()].map((lane) => lane.drain(deadline)))).flat();
    spool.write(left);
    await writeLedger();
    return left.length;
  };

  return { ports: listeners.map(({ port }) => port), stop };
};

import type { TenantId } from '../domain/model/tenant.ts';
import type { StreamReceipt } from '../domain/ports/stream-writer.ts';
import type { Metrics } from './metrics.ts';
import type { OfferJournal } from './offer-journal.ts';

const LINES = 'watchkeep_collect_lines_total';
const BLANK = 'watchkeep_collect_blank_lines_total';
const LATENCY = 'watchkeep_collect_latency_seconds';

export const METRICS_HELP: Readonly<Record<string, string>> = {
  [LINES]: 'Lines offered to the edge, accepted by the stream, refused with a receipt.',
  [BLANK]: 'Blank lines, skipped.',
  [LATENCY]: 'Seconds from a line read to the stream having taken it.',
  watchkeep_collect_connections: 'Open TCP connections.',
  watchkeep_collect_buffer_bytes: 'Bytes read and not yet in the stream.',
  watchkeep_collect_stream_up: '1 where the last call to the stream succeeded.',
};

type IngressName = { readonly tenant: TenantId; readonly source: string };

/** Where the parts of the edge tell what happened to lines. */
export type EdgeObserver = {
  offered(ingress: IngressName, lines: number): void;
  blank(ingress: IngressName, lines: number): void;
  refused(ingress: IngressName, lines: number): void;
  /** After every call to the stream: counts what it took, for metrics and ledger. */
  delivered(tenant: TenantId, receipt: StreamReceipt): void;
  streamIsUp(): boolean;
};

export const createObserver = (
  metrics: Metrics,
  journal: Pick<OfferJournal, 'add'>,
  now: () => number,
): EdgeObserver => {
  let up = true;
  const count = (outcome: string, { tenant, source }: IngressName, lines: number): void => {
    if (lines > 0) metrics.count(LINES, { tenant, source, outcome }, lines);
  };
  metrics.gauge('watchkeep_collect_stream_up', () => (up ? 1 : 0));

  return {
    offered: (ingress, lines) => count('offered', ingress, lines),
    blank: ({ tenant, source }, lines) => {
      if (lines > 0) metrics.count(BLANK, { tenant, source }, lines);
    },
    refused: (ingress, lines) => count('refused', ingress, lines),
    delivered: (tenant, receipt) => {
      const { accepted, refused } = receipt;
      up = refused.length === 0;
      journal.add(tenant, receipt);
      const at = now();
      for (const [receivedAt, envelopes] of Map.groupBy(accepted, (envelope) => envelope.receivedAt)) {
        metrics.observe(LATENCY, Math.max(0, at - Date.parse(receivedAt)) / 1000, envelopes.length);
      }
      for (const [source, envelopes] of Map.groupBy(accepted, (envelope) => envelope.source)) {
        metrics.count(LINES, { tenant, source, outcome: 'accepted' }, envelopes.length);
      }
    },
    streamIsUp: () => up,
  };
};

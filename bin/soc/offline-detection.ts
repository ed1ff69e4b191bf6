import { archiveTools } from '../../adapters/archive-tools.ts';
import { nodeHasher, signerOf } from '../../adapters/hashing.ts';
import { maskEnvelope } from '../../domain/archive/stored-line.ts';
import type { RawLine } from '../../domain/collect/formats/recognise.ts';
import { memoryWindows } from '../../domain/detect/composite/windows.ts';
import type { Detector } from '../../domain/detect/live/detector.ts';
import { evaluatePrepared, prepareEvents } from '../../domain/detect/live/evaluate-events.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { NormalizedEvent } from '../../domain/model/event.ts';
import { EventId } from '../../domain/model/position.ts';
import type { QuarantineEntry } from '../../domain/model/quarantine.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { normalize } from '../../domain/normalize/normalize.ts';
import type { ParserSet } from '../../domain/normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';

const TENANT = TenantId.parse('offline');
/** Lines that are put in order of event time together, as a pack is in the pipeline. */
const BATCH = 10_000;

export type OfflineBatch = {
  readonly events: readonly NormalizedEvent[];
  readonly alerts: readonly Alert[];
  readonly quarantined: readonly QuarantineEntry[];
};
export type OfflineCounts = { read: number; normalized: number; quarantined: number; alerts: number };

export type OfflineDetection = {
  readonly batches: (lines: Iterable<RawLine>) => Generator<OfflineBatch>;
  readonly counts: () => Readonly<OfflineCounts>;
};

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** The pipeline's own steps in one process, without stores: correlation goes on from batch to batch. `now`: milliseconds. */
export const offlineDetection = (detector: Detector, parsers: ParserSet, now: number): OfflineDetection => {
  const windows = memoryWindows();
  const counts = { read: 0, normalized: 0, quarantined: 0, alerts: 0 };
  // Nobody can check a signature whose key ends with the process; it is made so that events have their whole shape.
  const signer = signerOf('offline', Buffer.alloc(32));
  const context = { hasher: nodeHasher, signer, zones: DEFAULT_ZONES, parsers, repeated: () => false };
  const receivedAt = new Date(now).toISOString();

  const toEvents = (lines: readonly RawLine[]) => {
    const events: NormalizedEvent[] = [];
    const quarantined: QuarantineEntry[] = [];
    for (const { raw, encoding } of lines) {
      counts.read += 1;
      const ingestId = `line-${counts.read}`;
      const envelope = {
        tenant: TENANT,
        source: 'file',
        trust: 'medium' as const,
        receivedAt,
        ingestId,
        encoding,
        raw,
      };
      const id = EventId.parse(`0:${counts.read}:0`);
      const result = normalize({ id, envelope: maskEnvelope(envelope, archiveTools.base64).envelope }, context);
      if (result.kind === 'event') events.push(result.event);
      else quarantined.push(result.entry);
    }
    return { events, quarantined };
  };

  return {
    counts: () => counts,
    *batches(lines) {
      for (const chunk of chunks(lines, BATCH)) {
        const { events, quarantined } = toEvents(chunk);
        const { alerts } = evaluatePrepared(prepareEvents(events, detector), detector, windows);
        counts.normalized += events.length;
        counts.quarantined += quarantined.length;
        counts.alerts += alerts.length;
        yield { events, alerts, quarantined };
      }
    },
  };
};

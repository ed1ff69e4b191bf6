import path from 'node:path';
import { nodeHasher, signerOf } from '../../adapters/hashing.ts';
import { readParsers } from '../../adapters/parser-files.ts';
import { memoryWindows } from '../../domain/detect/composite/windows.ts';
import type { Detector } from '../../domain/detect/live/detector.ts';
import { evaluatePrepared, prepareEvents } from '../../domain/detect/live/evaluate-events.ts';
import type { Alert } from '../../domain/model/alert.ts';
import { EventId } from '../../domain/model/position.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { normalize } from '../../domain/normalize/normalize.ts';
import { parserSet } from '../../domain/normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';

/** A line with the time at which it arrives, milliseconds. */
export type ArrivingLine = { readonly at: number; readonly line: string };

export type OfflineDetection = {
  readonly alerts: readonly Alert[];
  /** Lines that became no event, with the reason. */
  readonly quarantined: readonly string[];
  /** Patterns that gave up, by rule. */
  readonly errored: Readonly<Record<string, number>>;
  readonly events: number;
};

const TENANT = TenantId.parse('offline-bank');
const CONTEXT = {
  hasher: nodeHasher,
  signer: signerOf('offline', new Uint8Array(32).fill(7)),
  zones: DEFAULT_ZONES,
  parsers: parserSet((await readParsers(path.join(import.meta.dirname, '../..'))).parsers),
  repeated: () => false,
};
const BATCH = 2000;

/** Normalizes and detects lines in order, as the pipeline does, in memory and in batches. */
export const detectLines = (lines: Iterable<ArrivingLine>, detector: Detector): OfflineDetection => {
  const windows = memoryWindows();
  const alerts: Alert[] = [];
  const quarantined: string[] = [];
  const errored: Record<string, number> = {};
  let events = 0;
  let count = 0;
  let batch: Parameters<typeof prepareEvents>[0][number][] = [];
  const evaluate = (): void => {
    const evaluated = evaluatePrepared(prepareEvents(batch, detector), detector, windows);
    alerts.push(...evaluated.alerts);
    for (const { error } of evaluated.failures) errored[error] = (errored[error] ?? 0) + 1;
    events += batch.length;
    batch = [];
  };
  for (const { at, line } of lines) {
    const envelope = {
      tenant: TENANT,
      source: 'offline',
      trust: 'high' as const,
      receivedAt: new Date(at).toISOString(),
      ingestId: String(count),
      encoding: 'utf8' as const,
      raw: line,
    };
    const result = normalize({ id: EventId.parse(`0:${count}:0`), envelope }, CONTEXT);
    if (result.kind === 'event') batch.push(result.event);
    else quarantined.push(`${result.entry.reason}: ${result.entry.detail}`);
    count++;
    if (batch.length >= BATCH) evaluate();
  }
  evaluate();
  return { alerts, quarantined, errored, events };
};

import { type Base64, maskEnvelope, type StreamLine } from '../../archive/stored-line.ts';
import { isPart } from '../../collect/line-wrap.ts';
import type { NormalizedEvent } from '../../model/event.ts';
import type { Hasher, Signer } from '../../model/hashing.ts';
import { comparePositions, type EventId, eventIdOf, type Position, positionOf } from '../../model/position.ts';
import type { QuarantineEntry, QuarantineReason } from '../../model/quarantine.ts';
import type { TenantId } from '../../model/tenant.ts';
import { dayOf } from '../../model/time.ts';
import type { DataKeys } from '../../ports/data-keys.ts';
import type { PackStore } from '../../ports/pack-store.ts';
import { type ArchivedLine, normalize, type ZoneTable } from '../normalize.ts';
import type { ParserSource } from '../parse/parser-source.ts';
import { type CompressedSize, cutPack } from './cut-packs.ts';
import type { RepeatMemory } from './repeat-memory.ts';
import { REPEAT_WINDOW_MS, type Sight } from './repeats.ts';

export type NormalizeDependencies = {
  readonly packs: PackStore;
  readonly repeats: RepeatMemory;
  readonly dataKeys: DataKeys;
  readonly hasher: Hasher;
  readonly base64: Base64;
  readonly zones: ZoneTable;
  readonly parsers: ParserSource;
  readonly compressedSize: CompressedSize;
};

export type NormalizeOutcome = {
  readonly normalized: number;
  readonly quarantined: readonly QuarantineEntry[];
  readonly alreadyDone: number;
};

const isNonEmpty = <T>(items: readonly T[]): items is readonly [T, ...T[]] => items.length > 0;

const signersOf = async (
  tenant: TenantId,
  lines: readonly StreamLine[],
  dataKeys: DataKeys,
): Promise<(receivedAt: string) => Signer> => {
  const signers = new Map<string, Signer>();
  for (const day of new Set(lines.map(({ envelope }) => dayOf(envelope.receivedAt))))
    signers.set(day, await dataKeys.signerFor(tenant, day));
  return (receivedAt) => {
    const signer = signers.get(dayOf(receivedAt));
    if (!signer) throw new Error(`no data key for ${receivedAt}`);
    return signer;
  };
};

const entryOf = (
  { id, envelope: { tenant, source, receivedAt } }: ArchivedLine,
  reason: QuarantineReason,
  detail: string,
): QuarantineEntry => ({ tenant, id, source, receivedAt, reason, detail: detail.slice(0, 500) });

const retriedEntry = (line: ArchivedLine): QuarantineEntry =>
  entryOf(line, 'retried', `the edge had offered this line before under the same ingest id ${line.envelope.ingestId}`);

/** A part may look like a line of its own and is none. */
const partEntry = (line: ArchivedLine): QuarantineEntry =>
  entryOf(line, 'line_too_long', `part ${line.envelope.ingestId} of a line that was too long for one record`);

const storePacks = async (
  tenant: TenantId,
  events: readonly NormalizedEvent[],
  { packs, compressedSize }: NormalizeDependencies,
): Promise<void> => {
  let rest = events;
  while (isNonEmpty(rest)) {
    const pack = cutPack(tenant, rest, compressedSize);
    const outcome = await packs.put(tenant, pack);
    const end: Position = outcome.kind === 'stored' ? pack.last : outcome.last;
    rest = rest.filter((event) => comparePositions(positionOf(event['event.id']), end) > 0);
  }
};

/**
 * Normalizes lines of one tenant and shard, in stream order. What lies at or before the watermark was done before and is
 * dropped; the watermark moves last, so a try that died anywhere is repeated and meets what it had written: quarantine
 * entries and sightings by position, packs by their first position.
 */
export const normalizeLines = async (
  tenant: TenantId,
  lines: readonly StreamLine[],
  dependencies: NormalizeDependencies,
): Promise<NormalizeOutcome> => {
  const { packs, repeats, dataKeys, hasher, base64, zones } = dependencies;
  const shard = lines[0]?.position.shard ?? 0;
  const watermark = await packs.watermark(tenant, shard);
  const rest = watermark ? lines.filter(({ position }) => comparePositions(position, watermark) > 0) : lines;
  if (!isNonEmpty(rest)) return { normalized: 0, quarantined: [], alreadyDone: lines.length };

  const instants = rest.map(({ envelope }) => Date.parse(envelope.receivedAt));
  const from = instants.reduce((a, b) => Math.min(a, b)) - REPEAT_WINDOW_MS;
  const to = instants.reduce((a, b) => Math.max(a, b));
  const known = await repeats.repeats(tenant, shard, watermark, from, to);
  const signerAt = await signersOf(tenant, rest, dataKeys);
  const parsers = await dependencies.parsers();

  const events: NormalizedEvent[] = [];
  const quarantined: QuarantineEntry[] = [];
  for (const { position, envelope } of rest) {
    const line = { id: eventIdOf(position), envelope: maskEnvelope(envelope, base64).envelope };
    if (isPart(envelope.ingestId)) {
      quarantined.push(partEntry(line));
      continue;
    }
    const signer = signerAt(envelope.receivedAt);
    const asked: { sight: Sight } = { sight: 'first' };
    const repeated = (fingerprint: string, id: EventId, receivedAt: string): boolean => {
      asked.sight = known.sight(fingerprint, envelope.ingestId, id, receivedAt);
      return asked.sight !== 'first';
    };
    const result = normalize(line, { hasher, signer, zones, parsers, repeated });
    if (result.kind === 'quarantine') quarantined.push(result.entry);
    else if (asked.sight === 'retried') quarantined.push(retriedEntry(line));
    else events.push(result.event);
  }

  if (quarantined.length > 0) await packs.quarantine(tenant, quarantined);
  if (known.seen.length > 0) await repeats.record(tenant, known.seen);
  await storePacks(tenant, events, dependencies);
  const end = (rest.at(-1) ?? rest[0]).position;
  await packs.advance(tenant, shard, end);
  repeats.advanced(tenant, shard, end);
  return { normalized: events.length, quarantined, alreadyDone: lines.length - rest.length };
};

import { z } from 'zod';
import { MAXIMUM_LINE_BYTES } from '../../model/envelope.ts';
import type { Hasher } from '../../model/hashing.ts';
import { minuteOf } from '../../model/time.ts';
import type { ObjectFault, ObjectReader } from '../../ports/object-reader.ts';
import type { OfferLedger, Refusal } from '../../ports/offer-ledger.ts';
import type { PullStateStore } from '../../ports/pull-state.ts';
import type { StreamWriter } from '../../ports/stream-writer.ts';
import { wrapLine } from '../line-wrap.ts';
import { countsOf, offersOf } from '../offer-counts.ts';
import type { BucketCollector } from './collector.ts';
import { linesOfObject } from './object-lines.ts';
import type { ObjectNotice } from './object-notice.ts';

export type PullObjectContext = {
  readonly reader: ObjectReader;
  readonly writer: StreamWriter;
  readonly ledger: OfferLedger;
  readonly state: PullStateStore;
  readonly hasher: Hasher;
};

export type PulledObject =
  | { readonly kind: 'taken'; readonly lines: number; readonly tooLong: number }
  /** It was taken before. */
  | { readonly kind: 'known' }
  /** It can never be taken; written down under the receipt. */
  | { readonly kind: 'refused'; readonly reason: string; readonly receipt: string };

/** A retry helps: the message must come again. */
export class PullInterrupted extends Error {}

/** What an object may unpack to; CloudTrail ends its objects at 50 MB. */
export const MAXIMUM_OBJECT_BYTES = 128 * 1024 * 1024;
/** Lines between two marks of progress. */
const CHUNK_LINES = 1000;
/** Longer than a queue can hold a message. */
const KEPT_DAYS = 30;

const Progress = z.object({ done: z.number().int().nonnegative(), complete: z.boolean() });

const REASONS: Readonly<Record<ObjectFault, Refusal['reason']>> = {
  missing: 'object_unreadable',
  not_gzip: 'object_unreadable',
  too_large: 'object_too_large',
};

/**
 * Offers the lines of an object to the stream, chunk by chunk, and remembers how far it came: a message that comes again goes
 * on there, one of an object that is done changes nothing. A crash between the stream and the mark offers a chunk twice under
 * the same ids and the same `receivedAt` (RFC 3339; when the QUEUE took the message, not now), by which normalize knows it.
 * `again`: the message was delivered before. Throws PullInterrupted, or what a store throws, where a retry helps.
 */
export const pullObject = async (
  collector: BucketCollector,
  notice: ObjectNotice,
  receivedAt: string,
  again: boolean,
  { reader, writer, ledger, state, hasher }: PullObjectContext,
): Promise<PulledObject> => {
  const { tenant, source, trust } = collector;
  const id = hasher.sha256(JSON.stringify([source, notice.bucket, notice.key, notice.version])).slice(0, 40);
  const name = `object/${id}`;
  const minute = minuteOf(receivedAt);
  const stored = await state.load(tenant, name);
  const start = stored === undefined ? { done: 0, complete: false } : Progress.parse(JSON.parse(stored.json));
  if (start.complete) return { kind: 'known' };
  let version = stored?.version ?? 0;
  const mark = async (done: number, complete: boolean): Promise<void> => {
    if (!(await state.save(tenant, name, JSON.stringify({ done, complete }), version, KEPT_DAYS)))
      throw new PullInterrupted('another delivery of the message is at work on the object');
    version++;
  };
  const refuse = async (reason: Refusal['reason'], why: string): Promise<PulledObject> => {
    await ledger.recordRefusals(tenant, [{ minute, source, reason, receipt: id, lines: 1 }]);
    await mark(0, true);
    return { kind: 'refused', reason: why, receipt: id };
  };

  if ((notice.size ?? 0) > MAXIMUM_OBJECT_BYTES) return refuse('object_too_large', 'it is larger than 128 MiB');
  const bytes = await reader.read(notice.bucket, notice.key, MAXIMUM_OBJECT_BYTES);
  if (!bytes.ok) return refuse(REASONS[bytes.error], `the object is ${bytes.error.replaceAll('_', ' ')}`);
  const lines = linesOfObject(collector, notice.key, bytes.value);
  if (!lines.ok) return refuse('object_unreadable', lines.error);

  let tooLong = 0;
  for (let from = start.done; from < lines.value.length; from += CHUNK_LINES) {
    const chunk = lines.value.slice(from, from + CHUNK_LINES).map((line, at) => ({ line, index: from + at }));
    const fitting = chunk.filter(({ line }) => line.length <= MAXIMUM_LINE_BYTES);
    for (const { index } of chunk.filter(({ line }) => line.length > MAXIMUM_LINE_BYTES)) {
      tooLong++;
      const receipt = `${id}-${index}`;
      await ledger.recordRefusals(tenant, [{ minute, source, reason: 'line_too_long', receipt, lines: 1 }]);
    }
    const envelopes = fitting.flatMap(({ line, index }) =>
      wrapLine({ tenant, source, trust }, { bytes: line, cut: false }, receivedAt, `${id}-${index}`),
    );
    const { accepted, refused, resent = 0 } = await writer.put(tenant, envelopes);
    const maybeTwice = again && from === start.done ? accepted.length : resent;
    for (const { offers } of offersOf(countsOf(tenant, accepted, maybeTwice), `pull-${id}`, from))
      await ledger.recordOffers(tenant, offers);
    if (refused.length > 0) throw new PullInterrupted(`the stream did not take ${refused.length} lines`);
    await mark(Math.min(from + CHUNK_LINES, lines.value.length), from + CHUNK_LINES >= lines.value.length);
  }
  if (start.done >= lines.value.length) await mark(lines.value.length, true);
  return { kind: 'taken', lines: lines.value.length - start.done - tooLong, tooLong };
};

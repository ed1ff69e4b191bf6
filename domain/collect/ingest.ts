import { type Envelope, MAXIMUM_LINE_BYTES } from '../model/envelope.ts';
import type { Hasher } from '../model/hashing.ts';
import { type Clock, minuteOf } from '../model/time.ts';
import type { OfferLedger, Refusal } from '../ports/offer-ledger.ts';
import type { StreamReceipt, StreamWriter } from '../ports/stream-writer.ts';
import type { Source } from '../ports/tenant-directory.ts';
import { linesOfBody } from './http-body.ts';
import type { IngestAnswer } from './ingest-answer.ts';
import { isBlank, wrapLine } from './line-wrap.ts';

export type IngestContext = {
  readonly writer: StreamWriter;
  readonly ledger: OfferLedger;
  readonly hasher: Hasher;
  readonly now: Clock;
  /** A new receipt id: unique, at most 60 characters. */
  readonly newReceipt: () => string;
  /** Told what the stream took, before the answer: counts for the ledger. */
  readonly delivered: (source: Source, receipt: StreamReceipt) => Promise<void>;
};

type Rejection = { readonly line: number; readonly reason: Refusal['reason'] };

/** The same key of the same source gives the same ids, so that a retry is recognised. */
const idPrefixOf = (source: Source, key: string | undefined, receipt: string, hasher: Hasher): string =>
  key === undefined ? receipt : hasher.sha256(JSON.stringify([source.tenant, source.id, key])).slice(0, 40);

/** Writes the refusal down and tells the sender. `lines`: how many were refused. */
export const refuse = async (
  source: Source,
  reason: Refusal['reason'],
  lines: number,
  context: Pick<IngestContext, 'ledger' | 'now' | 'newReceipt'>,
  receipt: string = context.newReceipt(),
): Promise<string> => {
  const minute = minuteOf(new Date(context.now()).toISOString());
  await context.ledger.recordRefusals(source.tenant, [{ minute, source: source.id, reason, receipt, lines }]);
  return receipt;
};

/**
 * Takes the lines of a body for a source. 202: the stream has taken every line. 413: some lines were over 256 kB; they are
 * listed, the others were taken. 503: the stream did not take everything; offering the same body again under the same
 * `Idempotency-Key` is safe. `line` counts from 1.
 */
export const ingest = async (
  source: Source,
  body: Uint8Array,
  idempotencyKey: string | undefined,
  context: IngestContext,
): Promise<IngestAnswer> => {
  const receipt = context.newReceipt();
  const receivedAt = new Date(context.now()).toISOString();
  const prefix = idPrefixOf(source, idempotencyKey, receipt, context.hasher);
  const ingress = { tenant: source.tenant, source: source.id, trust: source.trust };
  const envelopes: Envelope[] = [];
  const rejected: Rejection[] = [];
  let blank = 0;
  linesOfBody(body).forEach((bytes, index) => {
    const line = index + 1;
    if (isBlank(bytes)) blank += 1;
    else if (bytes.length > MAXIMUM_LINE_BYTES) rejected.push({ line, reason: 'line_too_long' });
    else envelopes.push(...wrapLine(ingress, { bytes, cut: false }, receivedAt, `${prefix}-${line}`));
  });
  if (envelopes.length + rejected.length === 0) {
    return { status: 400, body: { error: 'the body holds no line', skipped_blank: blank } };
  }

  const delivery = await context.writer.put(source.tenant, envelopes);
  await context.delivered(source, delivery);
  const answer = {
    receipt,
    accepted: delivery.accepted.length,
    skipped_blank: blank,
    rejected,
    ...(envelopes.length > 0 && { ingestIds: { first: envelopes[0]?.ingestId, last: envelopes.at(-1)?.ingestId } }),
  };
  if (delivery.refused.length > 0) {
    return {
      status: 503,
      headers: { 'retry-after': '2' },
      body: {
        ...answer,
        error: 'the stream did not take every line: send the body again, with the same Idempotency-Key',
        unavailable: delivery.refused.length,
      },
    };
  }
  if (rejected.length === 0) return { status: 202, body: answer };
  await refuse(source, 'line_too_long', rejected.length, context, receipt);
  return { status: 413, body: { ...answer, error: `a line may have ${MAXIMUM_LINE_BYTES} bytes` } };
};

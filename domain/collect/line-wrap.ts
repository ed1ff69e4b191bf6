import type { Envelope, Trust } from '../model/envelope.ts';
import type { TenantId } from '../model/tenant.ts';
import { base64Of, encodeLine } from './line-encoding.ts';
import type { FramedLine } from './line-framer.ts';

/** What an ingress says about every line that it takes; nothing in the line can change it. */
export type Ingress = { readonly tenant: TenantId; readonly source: string; readonly trust: Trust };

/** An envelope's JSON never exceeds this many bytes, so that it fits a stream record of its own. */
export const MAXIMUM_ENVELOPE_BYTES = 900_000;

/** Pieces of a line that does not fit an envelope; as base64 they take 800 kB. */
const PART_BYTES = 600_000;
/** Up to this length even a line of control characters (six bytes each in JSON) fits an envelope. */
const ALWAYS_FITS_BYTES = 140_000;

const PART = /\/part-\d{1,4}-of-\d{1,4}$/;

/** Whether the envelope holds only a part of a line that was too long for one; it is archived and never parsed. */
export const isPart = (ingestId: string): boolean => PART.test(ingestId);

/** A line of nothing but spaces, tabs and carriage returns is blank: counted, not sent. */
export const isBlank = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);

const fits = (envelope: Envelope): boolean =>
  new TextEncoder().encode(JSON.stringify(envelope)).length <= MAXIMUM_ENVELOPE_BYTES;

/** Ends of parts lie between characters where the line is UTF-8, so that each part stays readable. */
const partsOf = (bytes: Uint8Array): readonly Uint8Array[] => {
  const parts: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length) {
    let end = Math.min(start + PART_BYTES, bytes.length);
    for (let back = 0; back < 3 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80; back += 1) end -= 1;
    parts.push(bytes.subarray(start, end));
    start = end;
  }
  return parts;
};

/**
 * The envelopes of a line: one, or several with ids `<ingestId>/part-<k>-of-<n>` where the line is a cut piece or too long
 * for one. Text that JSON would blow up beyond an envelope (control characters) is carried as base64.
 */
export const wrapLine = (
  ingress: Ingress,
  line: FramedLine,
  receivedAt: string,
  ingestId: string,
): readonly Envelope[] => {
  const wrap = (bytes: Uint8Array, id: string): Envelope => {
    const { tenant, source, trust } = ingress;
    const envelope: Envelope = { tenant, source, trust, receivedAt, ingestId: id, ...encodeLine(bytes) };
    if (bytes.length <= ALWAYS_FITS_BYTES || envelope.encoding === 'base64' || fits(envelope)) return envelope;
    return { ...envelope, encoding: 'base64', raw: base64Of(bytes) };
  };
  if (!line.cut && line.bytes.length <= ALWAYS_FITS_BYTES) return [wrap(line.bytes, ingestId)];
  if (!line.cut && line.bytes.length <= MAXIMUM_ENVELOPE_BYTES) {
    const whole = wrap(line.bytes, ingestId);
    if (fits(whole)) return [whole];
  }
  const parts = partsOf(line.bytes);
  return parts.map((part, index) => wrap(part, `${ingestId}/part-${index + 1}-of-${parts.length}`));
};

import { z } from 'zod';
import { Envelope } from '../model/envelope.ts';
import { EventId, eventIdOf, type Position } from '../model/position.ts';
import { maskCardSecurityData } from './mask.ts';

/** A line of the stream with its identity. */
export type StreamLine = { readonly position: Position; readonly envelope: Envelope };

const MaskedReceipt = z.object({
  kind: z.enum(['card_security_code', 'pin', 'track_1', 'track_2']),
  offset: z.number().int(),
  length: z.number().int(),
});

/** One line of an archive object: the envelope's content as it came, but for what must not be kept. */
export const StoredLine = Envelope.omit({ tenant: true }).extend({
  position: EventId,
  masked: z.array(MaskedReceipt).optional(),
});
export type StoredLine = z.infer<typeof StoredLine>;

/** Binary as text and back, one character a byte; given by the caller because the domain has no Buffer. */
export type Base64 = { readonly toLatin1: (base64: string) => string; readonly fromLatin1: (text: string) => string };

/** The envelope with card security data masked, and the receipts. Archive and normalize both see lines only through this. */
export const maskEnvelope = (
  envelope: Envelope,
  base64: Base64,
): { envelope: Envelope; masked: NonNullable<StoredLine['masked']> } => {
  const binary = envelope.encoding === 'base64';
  const { raw, masked } = maskCardSecurityData(binary ? base64.toLatin1(envelope.raw) : envelope.raw);
  if (masked.length === 0) return { envelope, masked: [] };
  return { envelope: { ...envelope, raw: binary ? base64.fromLatin1(raw) : raw }, masked: [...masked] };
};

/** The archive's form of a line: JSON without a newline. */
export const storedLineOf = ({ position, envelope }: StreamLine, base64: Base64): string => {
  const { envelope: clean, masked } = maskEnvelope(envelope, base64);
  const { tenant: _, ...content } = clean;
  const line: StoredLine = { position: eventIdOf(position), ...content, ...(masked.length > 0 && { masked }) };
  return JSON.stringify(line);
};

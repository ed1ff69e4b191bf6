import type { Envelope } from '../model/envelope.ts';
import type { NormalizedEvent } from '../model/event.ts';
import type { Hasher, Signer } from '../model/hashing.ts';
import type { EventId } from '../model/position.ts';
import type { QuarantineEntry } from '../model/quarantine.ts';
import type { ParserSet } from './parse/parser-set.ts';
import type { ZoneTable } from './zones.ts';

/** A line with its identity. */
export type ArchivedLine = { readonly id: EventId; readonly envelope: Envelope };

export type NormalizeContext = {
  readonly hasher: Hasher;
  readonly signer: Signer;
  readonly zones: ZoneTable;
  /** What reads lines of no built-in type (detections/parsers/, and what a deployment has published). */
  readonly parsers: ParserSet;
  /** Whether the fingerprint was seen within the 5 minutes before; must remember the sighting for later lines. */
  readonly repeated: (fingerprint: string, id: EventId, receivedAt: string) => boolean;
  /** ISO 3166-1 alpha-2 code of an address, where the line has none. */
  readonly countryOf?: (ip: string) => string | undefined;
};

export type NormalizedLine =
  | { readonly kind: 'event'; readonly event: NormalizedEvent }
  | { readonly kind: 'quarantine'; readonly entry: QuarantineEntry };

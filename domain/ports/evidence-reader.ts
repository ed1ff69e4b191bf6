import type { Envelope } from '../model/envelope.ts';
import type { EventId } from '../model/position.ts';
import type { TenantId } from '../model/tenant.ts';

/** The receipt of one masking: where in `raw` the stars stand, in UTF-16 units. Never what was there. */
export type MaskedReceipt = {
  readonly kind: 'card_security_code' | 'pin' | 'track_1' | 'track_2';
  readonly offset: number;
  readonly length: number;
};

/** The bytes of an event as they came, where the archive keeps them, and the proof that they belong there. */
export type Evidence = {
  readonly id: EventId;
  /** Key of the archive object. */
  readonly key: string;
  /** Byte range of the gzip member that holds the line. */
  readonly offset: number;
  readonly length: number;
  readonly raw: string;
  readonly encoding: Envelope['encoding'];
  readonly receivedAt: string;
  readonly source: string;
  /** The line of the archive object, without its newline: the entry that the proof is about. */
  readonly entry: string;
  /** RFC 6962 Merkle tree hash over the object's lines, hex. */
  readonly merkleRoot: string;
  /** Audit path, hex, lowest first (RFC 6962, section 2.1.1). */
  readonly proof: readonly string[];
  /** Index of the line in the object, from 0. */
  readonly index: number;
  /** Lines in the object: the size of the tree. */
  readonly lines: number;
  readonly masked: readonly MaskedReceipt[];
};

export type EvidenceReader = {
  /** Undefined where the tenant's archive does not hold the event. */
  evidence(tenant: TenantId, id: EventId): Promise<Evidence | undefined>;
};

import type { TenantId } from '../model/tenant.ts';

/** Lines of a source that the collect step took in a minute of receipt: one side of offered = archived + rejected. */
export type Offer = {
  /** Minute of the envelopes' `receivedAt`, `2026-02-18T10:30`. */
  readonly minute: string;
  readonly source: string;
  /** The process that took them, and a number that it gives once: together they make a repeated write harmless. */
  readonly instance: string;
  readonly serial: number;
  /** Envelopes (a part of an over-long line counts as one). */
  readonly lines: number;
  /** Of these, lines sent again after a call without an answer: the stream may hold them twice. */
  readonly resent: number;
};

/** Lines that were refused and whose sender was told so, or that had to be dropped (UDP). They are not part of an Offer. */
export type Refusal = {
  readonly minute: string;
  readonly source: string;
  readonly reason: 'line_too_long' | 'body_too_large' | 'buffer_full' | 'object_too_large' | 'object_unreadable';
  readonly receipt: string;
  readonly lines: number;
};

export type OfferLedger = {
  /** Idempotent by minute, source, instance and serial. */
  recordOffers(tenant: TenantId, offers: readonly Offer[]): Promise<void>;
  /** Idempotent by minute, reason and receipt. */
  recordRefusals(tenant: TenantId, refusals: readonly Refusal[]): Promise<void>;
  /** `day`: `2026-02-18`; `from`: the first minute wanted of it, `2026-02-18T10:30`. */
  offers(tenant: TenantId, day: string, from?: string): AsyncIterable<Offer>;
  refusals(tenant: TenantId, day: string, from?: string): AsyncIterable<Refusal>;
};

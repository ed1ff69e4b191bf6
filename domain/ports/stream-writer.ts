import type { Envelope } from '../model/envelope.ts';
import type { TenantId } from '../model/tenant.ts';

/** Which of the envelopes the stream has taken; the others were not stored and may be offered again. */
export type StreamReceipt = {
  readonly accepted: readonly Envelope[];
  readonly refused: readonly { envelope: Envelope; reason: string }[];
  /** Lines of calls that got no answer: the stream may hold these twice (or, if refused in the end, all the same). */
  readonly resent?: number;
};

/** The collect step's way into the stream. All envelopes belong to `tenant`. */
export type StreamWriter = {
  put(tenant: TenantId, envelopes: readonly Envelope[]): Promise<StreamReceipt>;
};

import type { Envelope } from '../model/envelope.ts';
import type { TenantId } from '../model/tenant.ts';
import type { StreamReceipt } from '../ports/stream-writer.ts';
import { MAXIMUM_RECORD_BYTES, recordsOf, requestsOf, type Spread, type StreamRecord } from './stream-record.ts';

/** One PutRecords call: per record, in order, `undefined` where it was taken or the reason why not. Throws where no answer came. */
export type RecordSender = (records: readonly StreamRecord[]) => Promise<readonly (string | undefined)[]>;

/** How often a record is tried, and the pause before try `attempt` (2, 3, …); backoff and jitter are the caller's. */
export type Retry = { readonly attempts: number; readonly pause: (attempt: number) => Promise<void> };

const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

/**
 * Sends a tenant's envelopes and tries again what the stream did not take. A call that gets no answer may have been taken all
 * the same; it is sent again (at least once) and counted in `resent`: readers recognise the repeat by its ingest id.
 */
export const deliver = async (
  tenant: TenantId,
  envelopes: readonly Envelope[],
  spread: Spread,
  send: RecordSender,
  retry: Retry,
): Promise<StreamReceipt> => {
  const foreign = envelopes.filter((envelope) => envelope.tenant !== tenant);
  const own = foreign.length === 0 ? envelopes : envelopes.filter((envelope) => envelope.tenant === tenant);
  const accepted: Envelope[] = [];
  const refused = foreign.map((envelope) => ({ envelope, reason: 'envelope of another tenant' }));
  const records = recordsOf(tenant, own, spread);
  for (const record of records) {
    if (record.data.length <= MAXIMUM_RECORD_BYTES) continue;
    refused.push(...record.envelopes.map((envelope) => ({ envelope, reason: 'envelope too large for a record' })));
  }
  let pending = records
    .filter((record) => record.data.length <= MAXIMUM_RECORD_BYTES)
    .map((record) => ({ record, reason: '' }));
  let resent = 0;
  for (let attempt = 1; pending.length > 0 && attempt <= retry.attempts; attempt += 1) {
    if (attempt > 1) await retry.pause(attempt);
    const left: typeof pending = [];
    for (const request of requestsOf(pending.map(({ record }) => record))) {
      const outcome = await send(request).catch((error: unknown) => {
        resent += request.reduce((lines, record) => lines + record.envelopes.length, 0);
        return reasonOf(error);
      });
      request.forEach((record, index) => {
        const reason = typeof outcome === 'string' ? outcome : outcome[index];
        if (reason === undefined) accepted.push(...record.envelopes);
        else left.push({ record, reason });
      });
    }
    pending = left;
  }
  for (const { record, reason } of pending) {
    refused.push(...record.envelopes.map((envelope) => ({ envelope, reason })));
  }
  return { accepted, refused, resent };
};

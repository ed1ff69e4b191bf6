import { z } from 'zod';
import type { Envelope } from '../model/envelope.ts';
import { TenantId } from '../model/tenant.ts';
import { minuteOf } from '../model/time.ts';
import type { Offer } from '../ports/offer-ledger.ts';

/** Lines that the stream took in one call, of one source and minute of receipt. */
export const OfferCount = z.object({
  tenant: TenantId,
  minute: z.string(),
  source: z.string(),
  lines: z.number().int().nonnegative(),
  resent: z.number().int().nonnegative(),
});
export type OfferCount = z.infer<typeof OfferCount>;

/** Counts what one call took. `resent`: how many lines of the call may be in the stream twice. */
export const countsOf = (tenant: TenantId, taken: readonly Envelope[], resent: number): readonly OfferCount[] => {
  const groups = Map.groupBy(taken, ({ receivedAt, source }) => `${minuteOf(receivedAt)}#${source}`);
  let left = resent;
  return [...groups].map(([key, envelopes]) => {
    const own = Math.min(left, envelopes.length);
    left -= own;
    return { tenant, minute: key.slice(0, 16), source: key.slice(17), lines: envelopes.length, resent: own };
  });
};

export type TenantOffers = { readonly tenant: TenantId; readonly offers: readonly Offer[] };

/** Sums counts into one ledger entry a tenant, minute and source, all under the same instance and serial number. */
export const offersOf = (counts: readonly OfferCount[], instance: string, serial: number): readonly TenantOffers[] =>
  [...Map.groupBy(counts, ({ tenant }) => tenant)].map(([tenant, own]) => ({
    tenant,
    offers: [...Map.groupBy(own, ({ minute, source }) => `${minute}#${source}`)].map(([key, group]) => ({
      minute: key.slice(0, 16),
      source: key.slice(17),
      instance,
      serial,
      lines: group.reduce((sum, { lines }) => sum + lines, 0),
      resent: group.reduce((sum, { resent }) => sum + resent, 0),
    })),
  }));

import type { Offer, OfferLedger, Refusal } from '../../domain/ports/offer-ledger.ts';

/** The offer ledger in memory. */
export const memoryOfferLedger = (): OfferLedger => {
  const offered = new Map<string, Offer>();
  const refused = new Map<string, Refusal>();
  return {
    async recordOffers(tenant, offers) {
      for (const offer of offers) {
        offered.set(`${tenant}/${offer.minute}#${offer.source}#${offer.instance}#${offer.serial}`, offer);
      }
    },
    async recordRefusals(tenant, refusals) {
      for (const refusal of refusals) {
        refused.set(`${tenant}/${refusal.minute}#${refusal.reason}#${refusal.receipt}`, refusal);
      }
    },
    async *offers(tenant, day, from = day) {
      for (const [key, offer] of offered) if (key.startsWith(`${tenant}/${day}`) && offer.minute >= from) yield offer;
    },
    async *refusals(tenant, day, from = day) {
      for (const [key, refusal] of refused)
        if (key.startsWith(`${tenant}/${day}`) && refusal.minute >= from) yield refusal;
    },
  };
};

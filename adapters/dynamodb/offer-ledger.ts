import { z } from 'zod';
import type { Offer, OfferLedger, Refusal } from '../../domain/ports/offer-ledger.ts';
import { keys } from './keys.ts';
import { queryItems, type Table } from './table.ts';
import { writeAll } from './write-all.ts';

const KEPT_DAYS = 400;

const OfferItem = z.object({
  minute: z.string(),
  source: z.string(),
  instance: z.string(),
  serial: z.number(),
  lines: z.number(),
  resent: z.number(),
});

const RefusalItem = z.object({
  minute: z.string(),
  source: z.string(),
  reason: z.enum(['line_too_long', 'body_too_large', 'buffer_full']),
  receipt: z.string(),
  lines: z.number(),
});

const dayOfMinute = (minute: string): string => minute.slice(0, 10);

const ttlOf = (minute: string): number => Date.parse(`${minute}:00Z`) / 1000 + KEPT_DAYS * 86_400;

/** Items of a few dozen bytes, one a source and second at most; keys as in docs/architecture.md. */
export const dynamoOfferLedger = (table: Table): OfferLedger => ({
  async recordOffers(tenant, offers) {
    const itemOf = (offer: Offer) => ({
      pk: keys.offered(tenant, dayOfMinute(offer.minute)),
      sk: `${offer.minute}#${offer.source}#${offer.instance}#${offer.serial}`,
      type: 'OFFERED',
      tenant,
      ttl: ttlOf(offer.minute),
      ...offer,
    });
    await writeAll(table, offers.map(itemOf));
  },
  async recordRefusals(tenant, refusals) {
    const itemOf = (refusal: Refusal) => ({
      pk: keys.refused(tenant, dayOfMinute(refusal.minute)),
      sk: `${refusal.minute}#${refusal.reason}#${refusal.receipt}`,
      type: 'REFUSED',
      tenant,
      ttl: ttlOf(refusal.minute),
      ...refusal,
    });
    await writeAll(table, refusals.map(itemOf));
  },
  async *offers(tenant, day) {
    for await (const item of queryItems(table, keys.offered(tenant, day))) yield OfferItem.parse(item);
  },
  async *refusals(tenant, day) {
    for await (const item of queryItems(table, keys.refused(tenant, day))) yield RefusalItem.parse(item);
  },
});

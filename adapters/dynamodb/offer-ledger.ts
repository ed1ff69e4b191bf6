import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { Offer, OfferLedger, Refusal } from '../../domain/ports/offer-ledger.ts';
import { keys } from './keys.ts';
import { queryItems, type SortRange, type Table } from './table.ts';

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
  reason: z.enum(['line_too_long', 'body_too_large', 'buffer_full', 'object_too_large', 'object_unreadable']),
  receipt: z.string(),
  lines: z.number(),
});

const dayOfMinute = (minute: string): string => minute.slice(0, 10);

const ttlOf = (minute: string): number => Date.parse(`${minute}:00Z`) / 1000 + KEPT_DAYS * 86_400;

const rangeOf = (from: string | undefined): SortRange => (from === undefined ? {} : { from });

type LedgerItem = { readonly type: 'OFFERED' | 'REFUSED'; readonly tenant: TenantId; readonly ttl: number };

/** Sets all attributes: writing the same entry again changes nothing. */
const write = async (table: Table, Key: { pk: string; sk: string }, item: LedgerItem & (Offer | Refusal)) => {
  const attributes = Object.entries(item);
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key,
      UpdateExpression: `SET ${attributes.map((_, index) => `#n${index} = :v${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], index) => [`#n${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(attributes.map(([, value], index) => [`:v${index}`, value])),
    }),
  );
};

/** Items of a few dozen bytes, one a source and second at most; keys as in docs/architecture.md. */
export const dynamoOfferLedger = (table: Table): OfferLedger => ({
  async recordOffers(tenant, offers) {
    for (const offer of offers) {
      const { minute, source, instance, serial } = offer;
      const key = { pk: keys.offered(tenant, dayOfMinute(minute)), sk: `${minute}#${source}#${instance}#${serial}` };
      await write(table, key, { type: 'OFFERED', tenant, ttl: ttlOf(minute), ...offer });
    }
  },
  async recordRefusals(tenant, refusals) {
    for (const refusal of refusals) {
      const { minute, reason, receipt } = refusal;
      const key = { pk: keys.refused(tenant, dayOfMinute(minute)), sk: `${minute}#${reason}#${receipt}` };
      await write(table, key, { type: 'REFUSED', tenant, ttl: ttlOf(minute), ...refusal });
    }
  },
  async *offers(tenant, day, from) {
    for await (const item of queryItems(table, keys.offered(tenant, day), rangeOf(from))) yield OfferItem.parse(item);
  },
  async *refusals(tenant, day, from) {
    for await (const item of queryItems(table, keys.refused(tenant, day), rangeOf(from))) yield RefusalItem.parse(item);
  },
});

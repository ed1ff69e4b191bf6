import { afterAll, describe, expect, it } from 'vitest';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { memoryOfferLedger } from '../../adapters/memory/offer-ledger.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { Offer, OfferLedger, Refusal } from '../../domain/ports/offer-ledger.ts';
import { scratchTable } from '../support/scratch-table.ts';

const ACME = TenantId.parse('acme-bank');
const GLOBEX = TenantId.parse('globex-bank');

const offer = (minute: string, serial: number): Offer => ({
  minute,
  source: 'tcp-5140',
  instance: 'edge1',
  serial,
  lines: 10,
  resent: 0,
});
const refusal: Refusal = {
  minute: '2026-02-18T10:30',
  source: 'http',
  reason: 'line_too_long',
  receipt: 'r1',
  lines: 2,
};

const listed = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const { table, drop } = await scratchTable('offers');
afterAll(drop);

describe.each<[string, () => OfferLedger]>([
  ['in memory', memoryOfferLedger],
  ['DynamoDB', () => dynamoOfferLedger(table)],
])('an offer ledger: %s', (_, create) => {
  const ledger = create();

  it('keeps offers by day; the same entry again changes nothing', async () => {
    const first = offer('2026-02-18T10:30', 1);
    const second = offer('2026-02-18T10:31', 2);
    await ledger.recordOffers(ACME, [first, second, offer('2026-02-19T00:00', 3)]);
    await ledger.recordOffers(ACME, [first]);
    expect(await listed(ledger.offers(ACME, '2026-02-18'))).toEqual([first, second]);
    expect(await listed(ledger.offers(ACME, '2026-02-18', second.minute))).toEqual([second]);
  });

  it('keeps refusals by receipt, apart from offers', async () => {
    await ledger.recordRefusals(ACME, [refusal]);
    await ledger.recordRefusals(ACME, [refusal]);
    expect(await listed(ledger.refusals(ACME, '2026-02-18'))).toEqual([refusal]);
    expect(await listed(ledger.refusals(ACME, '2026-02-18', refusal.minute))).toEqual([refusal]);
    expect(await listed(ledger.refusals(ACME, '2026-02-18', '2026-02-18T10:31'))).toEqual([]);
  });

  it('shows a tenant nothing of another', async () => {
    expect(await listed(ledger.offers(GLOBEX, '2026-02-18'))).toEqual([]);
    expect(await listed(ledger.refusals(GLOBEX, '2026-02-18'))).toEqual([]);
  });
});

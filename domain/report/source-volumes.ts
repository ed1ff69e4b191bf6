import type { TenantId } from '../model/tenant.ts';
import { daysBetween, minuteOf } from '../model/time.ts';
import type { OfferLedger } from '../ports/offer-ledger.ts';
import type { PackStore } from '../ports/pack-store.ts';

/** Lines of a source in a period of receipt. */
export type SourceVolume = {
  readonly source: string;
  /** Taken: archived, whatever became of them. */
  readonly lines: number;
  /** Refused with a receipt, or dropped (UDP). */
  readonly refused: number;
  /** Could not become an event, by reason. */
  readonly quarantined: Readonly<Record<string, number>>;
};

type Mutable = { lines: number; refused: number; readonly quarantined: Map<string, number> };

/**
 * The volumes of all sources that sent something in [from, to), or are configured; by source. A minute is the least unit.
 */
export const sourceVolumes = async (
  stores: { readonly ledger: OfferLedger; readonly packs: Pick<PackStore, 'quarantined'> },
  tenant: TenantId,
  period: { readonly from: string; readonly to: string },
  configured: readonly string[],
): Promise<readonly SourceVolume[]> => {
  const volumes = new Map<string, Mutable>();
  const of = (source: string): Mutable => {
    const volume = volumes.get(source) ?? { lines: 0, refused: 0, quarantined: new Map() };
    volumes.set(source, volume);
    return volume;
  };
  for (const source of configured) of(source);
  const [first, end] = [minuteOf(period.from), minuteOf(period.to)];
  const within = (minute: string): boolean => minute >= first && minute < end;

  for (const day of daysBetween(period.from, period.to)) {
    for await (const { source, minute, lines } of stores.ledger.offers(tenant, day, first))
      if (within(minute)) of(source).lines += lines;
    for await (const { source, minute, lines } of stores.ledger.refusals(tenant, day, first))
      if (within(minute)) of(source).refused += lines;
    for await (const { source, receivedAt, reason } of stores.packs.quarantined(tenant, day)) {
      if (!within(minuteOf(receivedAt))) continue;
      const { quarantined } = of(source);
      quarantined.set(reason, (quarantined.get(reason) ?? 0) + 1);
    }
  }
  return [...volumes]
    .map(([source, { lines, refused, quarantined }]) => ({
      source,
      lines,
      refused,
      quarantined: Object.fromEntries([...quarantined].sort()),
    }))
    .sort((a, b) => (a.source < b.source ? -1 : 1));
};

export const quarantinedOf = ({ quarantined }: SourceVolume): number =>
  Object.values(quarantined).reduce((sum, count) => sum + count, 0);

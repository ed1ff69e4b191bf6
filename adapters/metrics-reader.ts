import { daysBetween, HOUR_MS, hourOf, hoursBetween, minuteOf } from '../domain/model/time.ts';
import type { ArchiveStore } from '../domain/ports/archive-store.ts';
import type { Counters, MetricsReader } from '../domain/ports/metrics-reader.ts';
import type { OfferLedger } from '../domain/ports/offer-ledger.ts';
import type { OutcomeCounts } from '../domain/ports/outcome-counts.ts';
import type { PackStore } from '../domain/ports/pack-store.ts';

export type AccountedStores = {
  readonly ledger: OfferLedger;
  readonly archive: Pick<ArchiveStore, 'manifests'>;
  readonly packs: PackStore;
  readonly outcomes: OutcomeCounts;
};

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};

/** Counters derived from what the stores hold: they cannot drift from it under redelivery. */
export const storesMetricsReader = (stores: AccountedStores): MetricsReader => ({
  async counters(tenant, from, to): Promise<Counters> {
    const first = minuteOf(from);
    const end = minuteOf(to);
    const within = (minute: string): boolean => minute >= first && minute < end;
    const countWithin = (minutes: Readonly<Record<string, number>>): number =>
      sum(Object.entries(minutes).map(([minute, lines]) => (within(minute) ? lines : 0)));
    const total = { offered: 0, rejected: 0, archived: 0, normalized: 0, quarantined: 0 };
    const detected = { evaluated: 0, errored: 0, skipped: 0, alerts: 0 };

    for (const day of daysBetween(from, to)) {
      for await (const { minute, lines } of stores.ledger.offers(tenant, day, first))
        if (within(minute)) total.offered += lines;
      for await (const { minute, lines } of stores.ledger.refusals(tenant, day, first))
        if (within(minute)) total.rejected += lines;
      for await (const { receivedAt } of stores.packs.quarantined(tenant, day))
        if (within(minuteOf(receivedAt))) total.quarantined += 1;
    }
    // A pack or an object may start an hour before the lines that count.
    const before = new Date(Date.parse(from) - HOUR_MS).toISOString();
    for await (const { minutes } of stores.archive.manifests(tenant, hourOf(before)))
      total.archived += countWithin(minutes);

    for (const hour of hoursBetween(before, to)) {
      const sizes = new Map<string, { events: number; counted: number }>();
      for await (const { packKey, events, minutes } of stores.packs.packSizes(tenant, hour))
        sizes.set(packKey, { events, counted: countWithin(minutes) });
      total.normalized += sum([...sizes.values()].map(({ counted }) => counted));
      for await (const receipt of stores.packs.evaluations(tenant, hour)) {
        detected.alerts += countWithin(receipt.alerts);
        const size = sizes.get(receipt.packKey);
        if (!size || size.counted === 0) continue;
        // A pack that reaches into an open minute counts with the events of the closed ones.
        const open = size.events - size.counted;
        detected.evaluated += receipt.evaluated - open;
        detected.errored += sum(Object.values(receipt.errored));
        detected.skipped += sum(Object.values(receipt.skipped));
      }
    }
    const outcomes = await stores.outcomes.outcomes(tenant, from, to);
    const { offered, rejected } = total;
    return {
      ...total,
      offered: offered + rejected,
      ...detected,
      in_incidents: outcomes.inIncidents,
      suppressed: outcomes.suppressed,
    };
  },
});

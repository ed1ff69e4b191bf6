import type { TenantId } from '../domain/model/tenant.ts';
import { type Clock, dayOf, HOUR_MS, minuteOf } from '../domain/model/time.ts';
import type { OfferLedger } from '../domain/ports/offer-ledger.ts';
import type { SearchReader } from '../domain/ports/search-reader.ts';
import type { SourceRepository } from '../domain/ports/source-repository.ts';
import type { Source } from '../domain/ports/tenant-directory.ts';

export type SourceStores = {
  readonly configured: (tenant: TenantId) => Promise<readonly Source[]>;
  readonly ledger: Pick<OfferLedger, 'offers'>;
  readonly search: SearchReader;
  readonly clock: Clock;
};

type Activity = { readonly lines: number; readonly minute: string };

/** Sources of the configuration, with what the ledger counted in the last hour; older sightings come from search. */
export const sourceStatusRepository = ({ configured, ledger, search, clock }: SourceStores): SourceRepository => {
  const lastHour = async (tenant: TenantId): Promise<ReadonlyMap<string, Activity>> => {
    const now = new Date(clock()).toISOString();
    const since = new Date(clock() - HOUR_MS).toISOString();
    const activity = new Map<string, Activity>();
    for (const day of new Set([dayOf(since), dayOf(now)])) {
      for await (const { source, minute, lines } of ledger.offers(tenant, day, minuteOf(since))) {
        if (minute < minuteOf(since)) continue;
        const known = activity.get(source);
        const newest = known && minute < known.minute ? known.minute : minute;
        activity.set(source, { lines: lines + (known?.lines ?? 0), minute: newest });
      }
    }
    return activity;
  };

  const lastEvent = async (tenant: TenantId, source: string): Promise<string | undefined> => {
    const filters = [{ field: 'source', value: source }];
    const { items } = await search.search(tenant, { kind: 'events', filters, limit: 1 });
    const ingested = items[0]?.['event.ingested'];
    return typeof ingested === 'string' ? ingested : undefined;
  };

  return {
    async list(tenant) {
      const [sources, activity] = await Promise.all([configured(tenant), lastHour(tenant)]);
      return Promise.all(
        sources.map(async (source) => {
          const recent = activity.get(source.id);
          const lastSeenAt = recent ? `${recent.minute}:00.000Z` : await lastEvent(tenant, source.id);
          return { ...source, linesLastHour: recent?.lines ?? 0, ...(lastSeenAt !== undefined && { lastSeenAt }) };
        }),
      );
    },
  };
};

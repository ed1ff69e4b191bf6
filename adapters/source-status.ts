import type { TenantId } from '../domain/model/tenant.ts';
import { type Clock, dayOf, HOUR_MS, minuteOf } from '../domain/model/time.ts';
import type { OfferLedger } from '../domain/ports/offer-ledger.ts';
import type { SearchReader } from '../domain/ports/search-reader.ts';
import type { SourceRepository, SourceStatus } from '../domain/ports/source-repository.ts';
import type { SourceWatchStore } from '../domain/ports/source-watch-store.ts';
import type { Source } from '../domain/ports/tenant-directory.ts';
import type { WatchedSource } from '../domain/sources/watch-state.ts';

export type SourceStores = {
  readonly configured: (tenant: TenantId) => Promise<readonly Source[]>;
  readonly ledger: Pick<OfferLedger, 'offers'>;
  readonly search: SearchReader;
  readonly watch: Pick<SourceWatchStore, 'load'>;
  readonly clock: Clock;
};

type Activity = { readonly lines: number; readonly minute: string };

/** Sources of the configuration, with what the ledger counted in the last hour; older sightings come from search. */
export const sourceStatusRepository = ({
  configured,
  ledger,
  search,
  watch,
  clock,
}: SourceStores): SourceRepository => {
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

  const wrongOf = (watched: WatchedSource | undefined): Pick<SourceStatus, 'wrong'> => {
    if (watched?.condition === undefined) return {};
    const { condition, since, blindRules, blindTechniques } = watched;
    return { wrong: { condition, since, blindRules, blindTechniques } };
  };

  return {
    async list(tenant) {
      const [sources, activity, known] = await Promise.all([configured(tenant), lastHour(tenant), watch.load(tenant)]);
      return Promise.all(
        sources.map(async (source) => {
          const recent = activity.get(source.id);
          const lastSeenAt = recent ? `${recent.minute}:00.000Z` : await lastEvent(tenant, source.id);
          const wrong = source.enabled ? wrongOf(known?.state.sources[source.id]) : {};
          const seen = { linesLastHour: recent?.lines ?? 0, ...(lastSeenAt !== undefined && { lastSeenAt }) };
          return { ...source, ...seen, ...wrong };
        }),
      );
    },
  };
};

import type { TenantId } from '../model/tenant.ts';
import { dayOf, HOUR_MS, MINUTE_MS, minuteAt } from '../model/time.ts';
import type { OfferLedger } from '../ports/offer-ledger.ts';
import type { PackStore } from '../ports/pack-store.ts';
import type { SourceFigures, SourceHistory } from '../ports/source-figures.ts';
import { isInTime, type Observation } from './condition.ts';
import { expectedBetween, expectedPerHour } from './expected-volume.ts';
import { WATCH_SOURCE } from './notice.ts';

export type ObservedStores = {
  readonly figures: SourceFigures;
  readonly ledger: Pick<OfferLedger, 'offers'>;
  readonly packs: Pick<PackStore, 'quarantined'>;
};

/** Lines of a quarter of an hour that ended five minutes ago: what was offered then has been normalized by now. */
const CLOSED_FROM_MS = 20 * MINUTE_MS;
const CLOSED_TO_MS = 5 * MINUTE_MS;
/** A day's quarantine is read so far; a flood beyond it cannot make the watch slow. */
const MAXIMUM_ENTRIES = 20_000;

type Offered = { lines: number; closed: number; newest: number };

const daysOf = (from: number, to: number): readonly string[] => [
  ...new Set([from, to].map((at) => dayOf(new Date(at).toISOString()))),
];

const offeredOf = async (
  tenant: TenantId,
  now: number,
  ledger: ObservedStores['ledger'],
): Promise<Map<string, Offered>> => {
  const from = minuteAt(now - HOUR_MS);
  const closedFrom = minuteAt(now - CLOSED_FROM_MS);
  const closedTo = minuteAt(now - CLOSED_TO_MS);
  const offered = new Map<string, Offered>();
  for (const day of daysOf(now - HOUR_MS, now))
    for await (const { source, minute, lines } of ledger.offers(tenant, day, from)) {
      if (minute < from || lines === 0) continue;
      const sum = offered.get(source) ?? { lines: 0, closed: 0, newest: 0 };
      sum.lines += lines;
      if (minute >= closedFrom && minute < closedTo) sum.closed += lines;
      sum.newest = Math.max(sum.newest, Date.parse(`${minute}:00Z`));
      offered.set(source, sum);
    }
  return offered;
};

const unreadOf = async (
  tenant: TenantId,
  now: number,
  packs: ObservedStores['packs'],
): Promise<Map<string, number>> => {
  const from = `${minuteAt(now - CLOSED_FROM_MS)}:00`;
  const to = `${minuteAt(now - CLOSED_TO_MS)}:00`;
  const unread = new Map<string, number>();
  let read = 0;
  for (const day of daysOf(now - CLOSED_FROM_MS, now - CLOSED_TO_MS))
    for await (const { source, receivedAt, reason } of packs.quarantined(tenant, day)) {
      if (++read > MAXIMUM_ENTRIES) return unread;
      if (reason !== 'retried' && receivedAt >= from && receivedAt < to)
        unread.set(source, (unread.get(source) ?? 0) + 1);
    }
  return unread;
};

/** Start of the newest hour with events: the source was seen then at the earliest. */
const newestHour = ({ hours }: SourceHistory): number =>
  Math.max(0, ...[...hours].filter(([, events]) => events > 0).map(([hour]) => Date.parse(`${hour}:00:00Z`)));

/**
 * Every source that the tenant has configured (`sources`) or that delivered in the last week, as it is now. Throws where a
 * store does not answer: then nothing is known of any.
 */
export const observeSources = async (
  tenant: TenantId,
  sources: readonly string[],
  history: ReadonlyMap<string, SourceHistory>,
  { now, runningSince }: Pick<Observation, 'now' | 'runningSince'>,
  { figures, ledger, packs }: ObservedStores,
): Promise<ReadonlyMap<string, Observation>> => {
  const [recent, offered, unread] = await Promise.all([
    figures.recent(tenant, now),
    offeredOf(tenant, now, ledger),
    unreadOf(tenant, now, packs),
  ]);
  const known = new Set([...history.values()].flatMap(({ hours }) => [...hours.keys()]));
  const inTime = [...recent].flatMap(([source, { timed, lagSeconds }]) =>
    source !== WATCH_SOURCE && timed > 0 && lagSeconds !== undefined && isInTime(lagSeconds) ? [source] : [],
  );
  const observed = [...new Set([...sources, ...history.keys(), ...recent.keys(), ...offered.keys()])]
    .filter((source) => source !== WATCH_SOURCE)
    .map((source): [string, Observation] => {
      const past = history.get(source);
      const activity = recent.get(source);
      const own = offered.get(source);
      const volume = past && { hours: past.hours, known };
      const expected = volume && expectedPerHour(volume, now);
      const lastSeen = Math.max(activity?.newest ?? 0, own?.newest ?? 0, past === undefined ? 0 : newestHour(past));
      return [
        source,
        {
          now,
          runningSince,
          ...(expected !== undefined && { expectedPerHour: expected }),
          missing: volume && lastSeen > 0 ? expectedBetween(volume, Math.max(lastSeen, runningSince), now) : 0,
          usualGap: past?.longestGap ?? 0,
          ...(lastSeen > 0 && { lastSeen }),
          lastHour: Math.max(activity?.events ?? 0, own?.lines ?? 0),
          timed: activity?.timed ?? 0,
          ...(activity?.lagSeconds !== undefined && { lagSeconds: activity.lagSeconds }),
          liveElsewhere: inTime.some((other) => other !== source),
          lines: own?.closed ?? 0,
          unread: Math.min(unread.get(source) ?? 0, own?.closed ?? 0),
        },
      ];
    });
  return new Map(observed);
};

import { countsOf, offersOf } from '../collect/offer-counts.ts';
import type { Envelope } from '../model/envelope.ts';
import type { Hasher } from '../model/hashing.ts';
import type { TenantId } from '../model/tenant.ts';
import { MINUTE_MS } from '../model/time.ts';
import type { OfferLedger } from '../ports/offer-ledger.ts';
import type { SourceHistory } from '../ports/source-figures.ts';
import type { SourceWatchStore } from '../ports/source-watch-store.ts';
import type { StreamWriter } from '../ports/stream-writer.ts';
import { blindnessOf, type RuleNeeds } from './blindness.ts';
import { changeOf } from './change.ts';
import { conditionOf, type Observation } from './condition.ts';
import { noticeOf, WATCH_SOURCE } from './notice.ts';
import { type ObservedStores, observeSources } from './observe-sources.ts';
import type { WatchedSource, WatchState } from './watch-state.ts';

export type WatchPorts = Omit<ObservedStores, 'ledger'> & {
  readonly ledger: Pick<OfferLedger, 'offers' | 'recordOffers'>;
  readonly store: SourceWatchStore;
  readonly writer: StreamWriter;
};

export type Watched = {
  readonly tenant: TenantId;
  /** Configured sources that are to deliver; disabled ones are in `disabled`. */
  readonly sources: readonly string[];
  readonly disabled: ReadonlySet<string>;
  readonly history: ReadonlyMap<string, SourceHistory>;
  readonly needs: readonly RuleNeeds[];
  readonly hasher: Hasher;
  readonly now: number;
};

export type WatchOutcome = 'watched' | 'overtaken';

/** A gap of more than this between two runs: whoever was silent meanwhile was not watched. */
const GAP_MS = 3 * MINUTE_MS;
const MAXIMUM_KEPT = 100;

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

const nextSources = (
  { hasher, history, needs }: Watched,
  known: WatchState['sources'],
  observed: ReadonlyMap<string, Observation>,
): WatchState['sources'] => {
  const changes = [...observed].map(
    ([source, seen]) => [source, seen, changeOf(known[source], conditionOf(seen), seen)] as const,
  );
  const lost = new Set(
    changes.flatMap(([source, , change]) => {
      if (change.kind === 'began') return change.condition === 'silent' ? [source] : [];
      return known[source]?.condition === 'silent' && change.kind !== 'recovered' ? [source] : [];
    }),
  );
  const delivered = new Map([...history].map(([source, { logSources }]) => [source, logSources]));
  const next: Record<string, WatchedSource> = { ...known };
  for (const [source, seen, change] of changes) {
    const entry = known[source];
    if (change.kind === 'began') {
      const { condition } = change;
      const since = timeOf(change.since);
      const blind = condition === 'silent' ? blindnessOf(lost, delivered, needs) : { rules: [], techniques: [] };
      const notice = noticeOf({ source, event: `source_${condition}`, condition, since, seen, blind }, hasher);
      const blindRules = blind.rules.slice(0, MAXIMUM_KEPT);
      next[source] = { condition, since, blindRules, blindTechniques: blind.techniques.slice(0, MAXIMUM_KEPT), notice };
    } else if (entry?.condition !== undefined && change.kind === 'recovered') {
      const { condition, since } = entry;
      const blind = { rules: [], techniques: [] };
      const notice = noticeOf({ source, event: 'source_recovered', condition, since, seen, blind }, hasher);
      next[source] = { since, blindRules: [], blindTechniques: [], notice };
    } else if (entry?.condition !== undefined) {
      const { fineSince: _, ...same } = entry;
      next[source] = change.kind === 'fine' ? { ...same, fineSince: change.fineSince } : same;
    }
  }
  return next;
};

const envelopesOf = (tenant: TenantId, sources: WatchState['sources']): readonly Envelope[] =>
  Object.values(sources).flatMap(({ notice }) =>
    notice === undefined
      ? []
      : [
          {
            tenant,
            source: WATCH_SOURCE,
            trust: 'high' as const,
            receivedAt: notice.at,
            ingestId: notice.ingestId,
            encoding: 'utf8' as const,
            raw: notice.line,
          },
        ],
  );

/** The entries once the stream has their lines: a recovery that is told needs no entry. */
const told = (sources: WatchState['sources']): WatchState['sources'] =>
  Object.fromEntries(
    Object.entries(sources).flatMap(([source, { notice: _, ...entry }]) =>
      entry.condition === undefined ? [] : [[source, entry] as const],
    ),
  );

/**
 * One look at a tenant's sources. What changed is stored with the line that tells of it before the stream gets that line, and
 * the line is dropped once the stream has it: a crash anywhere repeats it under the same id and time of receipt, by which
 * normalize knows it, and never loses it. Throws where a store does not answer or the stream refuses; the next run goes on.
 */
export const watchTenant = async (watched: Watched, ports: WatchPorts): Promise<WatchOutcome> => {
  const { tenant, sources, disabled, history, now } = watched;
  const stored = await ports.store.load(tenant);
  let version = stored?.version ?? 0;
  const before = stored?.state ?? { ranAt: now, runningSince: now, sources: {} };
  const save = async (state: WatchState): Promise<boolean> => {
    if (!(await ports.store.save(tenant, state, version))) return false;
    version++;
    return true;
  };
  const offer = async (state: WatchState, repeated: boolean): Promise<WatchState | undefined> => {
    const envelopes = envelopesOf(tenant, state.sources);
    if (envelopes.length === 0) return state;
    const { accepted, refused, resent = 0 } = await ports.writer.put(tenant, envelopes);
    const counts = countsOf(tenant, accepted, repeated ? accepted.length : resent);
    for (const { offers } of offersOf(counts, 'watch', version)) await ports.ledger.recordOffers(tenant, offers);
    if (refused.length > 0)
      throw new Error(`the stream did not take ${refused.length} lines about sources of ${tenant}`);
    const done = { ...state, sources: told(state.sources) };
    return (await save(done)) ? done : undefined;
  };

  const current = await offer(before, true);
  if (current === undefined) return 'overtaken';
  const runningSince = now - current.ranAt > GAP_MS ? now : current.runningSince;
  const observed = await observeSources(tenant, sources, history, { now, runningSince }, ports);
  const wanted = new Map([...observed].filter(([source]) => !disabled.has(source)));
  const kept = Object.fromEntries(Object.entries(current.sources).filter(([source]) => !disabled.has(source)));
  const next: WatchState = { ranAt: now, runningSince, sources: nextSources(watched, kept, wanted) };
  if (!(await save(next))) return 'overtaken';
  return (await offer(next, false)) === undefined ? 'overtaken' : 'watched';
};

import type { Alert } from '../../model/alert.ts';
import type { TenantId } from '../../model/tenant.ts';
import { DAY_MS } from '../../model/time.ts';
import type { StoredWindow, WindowKey } from '../../ports/correlation-store.ts';
import type { ExpiringWindow, HeldPack } from '../../ports/hold-store.ts';
import { accumulate, accumulateKey } from '../composite/accumulate.ts';
import { candidateKeys } from '../composite/candidate-keys.ts';
import { isMemory } from '../composite/keys.ts';
import { compareEvents } from '../composite/order.ts';
import { newestOf, type WindowState } from '../composite/window.ts';
import { decodedEventOf } from './detector.ts';
import { type EventOutcome, evaluateOne, type PreparedEvent } from './evaluate-events.ts';
import type { DetectDependencies } from './live-dependencies.ts';
import { type PackOutcome, withOutcomes } from './pack-progress.ts';
import type { WaitingEvent } from './waiting-event.ts';
import { workingWindows } from './working-windows.ts';

/** How many items one transaction takes. */
export const MAXIMUM_ENTRIES = 100;
/** Windows are read for so many events at once. */
const EVENTS_AHEAD = 100;
/** Windows are kept this long behind their last use, for events that come late. */
const KEPT_MS = 2 * DAY_MS;
/** What is remembered without a timeframe: first sights and last logs. */
const MEMORIES_KEPT_MS = 400 * DAY_MS;
const MAXIMUM_MESSAGE = 100;

/** `stopped`: its time was over; what it committed stays. */
export type RunResult = 'saved' | 'conflict' | 'too_large' | 'stopped';

/** What a run committed: outcomes of events, and the packs as they are stored now. */
export type Committed = {
  readonly outcomes: readonly PackOutcome[];
  readonly packs: readonly HeldPack[];
  /** Events that came behind a younger one of one of their windows. */
  readonly late: number;
};

type Chunk = {
  outcomes: (PackOutcome & { readonly packKey: string })[];
  packs: Set<string>;
  alerts: Alert[];
  late: number;
};
const emptyChunk = (): Chunk => ({ outcomes: [], packs: new Set(), alerts: [], late: 0 });

/** One poisonous event must not hold up all others: its exception is its error. */
const evaluateSafely = (evaluate: () => EventOutcome): EventOutcome => {
  try {
    return evaluate();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { alert: undefined, error: `exception: ${message.slice(0, MAXIMUM_MESSAGE)}` };
  }
};

/**
 * Evaluates events in the order in which they are given, and stores what each chunk of them changed in one transaction:
 * windows, alerts, and which events of which packs no longer wait. `limit`: entries of a
 * transaction; `deadline`: when it stops, milliseconds.
 */
export const releaseRun = async (
  tenant: TenantId,
  events: readonly WaitingEvent[],
  held: readonly HeldPack[],
  { limit, deadline }: { readonly limit: number; readonly deadline: number },
  dependencies: Pick<DetectDependencies, 'detector' | 'windows' | 'hold' | 'clock'>,
  committed: (done: Committed) => Promise<void>,
): Promise<RunResult> => {
  const { detector, hold, windows: store, clock } = dependencies;
  const { ruleset } = detector;
  const windows = workingWindows(tenant, store);
  const started = clock();
  const packs = new Map(held.map((pack) => [pack.packKey, pack]));
  let chunk = emptyChunk();

  const expiryOf = (key: WindowKey): number => {
    const timeframe = 1000 * (ruleset.rules.get(key.ruleId)?.body.composite?.timeframe ?? 0);
    return Math.ceil((started + (isMemory(key) ? MEMORIES_KEPT_MS : KEPT_MS + timeframe)) / 1000);
  };
  const expiring = (window: StoredWindow<WindowState>): ExpiringWindow<WindowState> => ({
    ...window,
    expiresAt: expiryOf(window.key),
  });

  const commit = async (): Promise<RunResult> => {
    if (chunk.outcomes.length === 0) return 'saved';
    const byPack = Map.groupBy(chunk.outcomes, ({ packKey }) => packKey);
    const changed = [...byPack].flatMap(([packKey, outcomes]) => {
      const pack = packs.get(packKey);
      const unsent = outcomes.flatMap(({ alert }) => alert?.id ?? []);
      return pack === undefined ? [] : [{ ...withOutcomes(pack, outcomes), unsent }];
    });
    const all = windows.changed();
    // An event that changes more windows than fit: those beyond go ahead, and recognise it when it comes again.
    const room = limit === 1 ? 0 : MAXIMUM_ENTRIES - changed.length - chunk.alerts.length;
    const [within, beyond] = [all.slice(0, room), all.slice(room)];
    for (const window of beyond)
      if ((await store.save(tenant, window, expiryOf(window.key))) === 'conflict') return 'conflict';
    const change = { packs: changed, windows: within.map(expiring), alerts: chunk.alerts };
    const result = await hold.commit(tenant, change);
    if (result !== 'saved') return result;
    windows.saved(all);
    const stored = changed.map((pack) => ({ ...pack, version: pack.version + 1 }));
    for (const pack of stored) packs.set(pack.packKey, pack);
    const { outcomes, late } = chunk;
    chunk = emptyChunk();
    await committed({ outcomes, packs: stored, late });
    return 'saved';
  };

  const isFull = (packKey: string, keys: readonly WindowKey[]): boolean => {
    const more = keys.filter((key) => !windows.isChanged(key)).length + 1 + (chunk.packs.has(packKey) ? 0 : 1);
    return windows.changed().length + chunk.packs.size + chunk.alerts.length + more > limit;
  };

  const evaluate = (prepared: PreparedEvent, { packKey, index, event }: WaitingEvent, keys: readonly WindowKey[]) => {
    const { decoded } = prepared;
    const isLate = keys.some((key) => {
      const state = windows.get(key);
      const newest = state === undefined ? undefined : newestOf(state);
      return newest !== undefined && newest.id !== decoded.id && compareEvents(newest, decoded) > 0;
    });
    const outcome = evaluateSafely(() => evaluateOne(prepared, detector, windows));
    chunk.outcomes.push({ ...outcome, event, index, packKey });
    chunk.packs.add(packKey);
    if (outcome.alert) chunk.alerts.push(outcome.alert);
    if (isLate) chunk.late += 1;
  };

  /** Alone in its chunk: what it accumulates must not be stored without it. */
  const evaluateAccumulating = async (one: WaitingEvent): Promise<RunResult> => {
    const result = await commit();
    if (result !== 'saved') return result;
    const decoded = decodedEventOf(one.event, detector);
    const own = accumulateKey(decoded, ruleset.hasher);
    if (own !== undefined) await windows.load([own]);
    accumulate(decoded, windows, ruleset.hasher);
    const keys = candidateKeys(ruleset, decoded);
    await windows.load(keys);
    evaluate({ event: one.event, decoded }, one, keys);
    return 'saved';
  };

  for (const [at, one] of events.entries()) {
    if (at % EVENTS_AHEAD === 0) await windows.load(events.slice(at, at + EVENTS_AHEAD).flatMap(({ keys }) => keys));
    if (one.accumulates) {
      const result = await evaluateAccumulating(one);
      if (result !== 'saved') return result;
      continue;
    }
    if (isFull(one.packKey, one.keys)) {
      const result = await commit();
      if (result !== 'saved') return result;
      if (clock() >= deadline) return 'stopped';
    }
    evaluate(one, one, one.keys);
  }
  return commit();
};

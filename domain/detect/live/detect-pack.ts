import type { NormalizedEvent } from '../../model/event.ts';
import type { TenantId } from '../../model/tenant.ts';
import { type Clock, countByMinute, DAY_MS } from '../../model/time.ts';
import type { AlertQueue } from '../../ports/alert-queue.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { CorrelationStore } from '../../ports/correlation-store.ts';
import type { EvaluationReceipt, Pack, PackStore } from '../../ports/pack-store.ts';
import type { WindowState } from '../composite/window.ts';
import type { Detector } from './detector.ts';
import { type Evaluated, evaluatePrepared, prepareEvents } from './evaluate-events.ts';
import { loadWindows, saveWindows } from './stored-windows.ts';

export type DetectDependencies = {
  readonly detector: Detector;
  readonly packs: Pick<PackStore, 'evaluation' | 'evaluated'>;
  readonly alerts: Pick<AlertStore, 'put'>;
  readonly queue: AlertQueue;
  readonly windows: CorrelationStore<WindowState>;
  readonly clock: Clock;
};

/** What came of the packs that had no receipt yet; `before`: how many had one. */
export type DetectOutcome = Evaluated & { readonly before: number };

export type KeyedPack = Pack & { readonly packKey: string };

/** Windows are kept this long behind their last use, for redeliveries (a table's stream keeps 24 hours). */
const KEPT_MS = 2 * DAY_MS;
/** Other packs of the tenant may write the same windows; each round at least one of the writers gets through. */
const MAXIMUM_ROUNDS = 20;

const evaluateWithState = async (
  tenant: TenantId,
  events: readonly NormalizedEvent[],
  { detector, windows, clock }: DetectDependencies,
): Promise<Evaluated> => {
  const expiresAt = Math.ceil((clock() + KEPT_MS) / 1000);
  const prepared = prepareEvents(events, detector);
  for (let round = 1; round <= MAXIMUM_ROUNDS; round++) {
    const loaded = await loadWindows(tenant, prepared, detector.ruleset, windows);
    const evaluated = evaluatePrepared(prepared, detector, loaded.view);
    if (await saveWindows(tenant, loaded, windows, expiresAt)) return evaluated;
  }
  throw new Error(`correlation windows of ${tenant} were written by others in each of ${MAXIMUM_ROUNDS} rounds`);
};

const receiptOf = (
  { tenant, hour, packKey, events }: KeyedPack,
  { alerts, failures }: Evaluated,
  rulesetVersion: string,
): EvaluationReceipt => {
  const ids = new Set<string>(events.map((event) => event['event.id']));
  const errored: Record<string, number> = {};
  let failed = 0;
  for (const { id, error } of failures) {
    if (!ids.has(id)) continue;
    failed += 1;
    errored[error] = (errored[error] ?? 0) + 1;
  }
  const fired = alerts.filter(({ event_ids }) => ids.has(event_ids.at(-1) ?? ''));
  const minutes = countByMinute(fired.map(({ receivedAt }) => receivedAt));
  return {
    tenant,
    hour,
    packKey,
    evaluated: events.length - failed,
    errored,
    skipped: {},
    alerts: minutes,
    rulesetVersion,
  };
};

/**
 * Runs the rules over packs of one tenant, together: one reading and one writing of the windows. A try that died is repeated:
 * windows know the events that they counted and answer as before, alerts have the same ids, and the receipts come last.
 */
export const detectPacks = async (
  tenant: TenantId,
  delivered: readonly KeyedPack[],
  dependencies: DetectDependencies,
): Promise<DetectOutcome> => {
  const { packs, alerts, queue, detector } = dependencies;
  const unique = [...new Map(delivered.map((pack) => [pack.packKey, pack])).values()];
  const receipts = await Promise.all(unique.map(({ hour, packKey }) => packs.evaluation(tenant, hour, packKey)));
  const pending = unique.filter((_, n) => receipts[n] === undefined);
  const before = delivered.length - pending.length;
  if (pending.length === 0) return { evaluated: 0, failures: [], alerts: [], before };
  const events = pending.flatMap((pack) => pack.events);
  const evaluated = await evaluateWithState(tenant, events, dependencies);
  if (evaluated.alerts.length > 0) {
    await alerts.put(tenant, evaluated.alerts);
    await queue.send(tenant, evaluated.alerts);
  }
  const { version } = detector.ruleset;
  await Promise.all(pending.map((pack) => packs.evaluated(tenant, receiptOf(pack, evaluated, version))));
  return { ...evaluated, before };
};

import type { TenantId } from '../../model/tenant.ts';
import { type Clock, countByMinute, DAY_MS } from '../../model/time.ts';
import type { AlertQueue } from '../../ports/alert-queue.ts';
import type { AlertStore } from '../../ports/alert-store.ts';
import type { CorrelationStore } from '../../ports/correlation-store.ts';
import type { Pack, PackStore } from '../../ports/pack-store.ts';
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

/** `before`: the pack has a receipt, nothing was done. */
export type DetectOutcome = { readonly kind: 'before' } | ({ readonly kind: 'evaluated' } & Evaluated);

/** Windows are kept this long behind their last use, for redeliveries (a table's stream keeps 24 hours). */
const KEPT_MS = 2 * DAY_MS;
/** Other packs of the tenant may write the same windows; each round at least one of the writers gets through. */
const MAXIMUM_ROUNDS = 20;

const evaluateWithState = async (
  tenant: TenantId,
  pack: Pack,
  { detector, windows, clock }: DetectDependencies,
): Promise<Evaluated> => {
  const expiresAt = Math.ceil((clock() + KEPT_MS) / 1000);
  const prepared = prepareEvents(pack.events, detector);
  for (let round = 1; round <= MAXIMUM_ROUNDS; round++) {
    const loaded = await loadWindows(tenant, prepared, detector.ruleset, windows);
    const evaluated = evaluatePrepared(prepared, detector, loaded.view);
    if (await saveWindows(tenant, loaded, windows, expiresAt)) return evaluated;
  }
  throw new Error(`correlation windows of ${tenant} were written by others in each of ${MAXIMUM_ROUNDS} rounds`);
};

/**
 * Runs the rules over a pack. A try that died is repeated: windows know the events that they counted and answer as before,
 * alerts have the same ids, and the receipt comes last.
 */
export const detectPack = async (
  tenant: TenantId,
  pack: Pack & { readonly packKey: string },
  dependencies: DetectDependencies,
): Promise<DetectOutcome> => {
  const { packs, alerts, queue, detector } = dependencies;
  if (await packs.evaluation(tenant, pack.hour, pack.packKey)) return { kind: 'before' };
  const evaluated = await evaluateWithState(tenant, pack, dependencies);
  if (evaluated.alerts.length > 0) {
    await alerts.put(tenant, evaluated.alerts);
    await queue.send(tenant, evaluated.alerts);
  }
  await packs.evaluated(tenant, {
    tenant,
    hour: pack.hour,
    packKey: pack.packKey,
    evaluated: evaluated.evaluated,
    errored: evaluated.errored,
    skipped: {},
    alerts: countByMinute(evaluated.alerts.map(({ receivedAt }) => receivedAt)),
    rulesetVersion: detector.ruleset.version,
  });
  return { kind: 'evaluated', ...evaluated };
};

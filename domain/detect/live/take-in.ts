import type { Alert } from '../../model/alert.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { HeldPack } from '../../ports/hold-store.ts';
import type { Pack } from '../../ports/pack-store.ts';
import type { Windows } from '../composite/windows.ts';
import type { Detector } from './detector.ts';
import { evaluateOne } from './evaluate-events.ts';
import type { DetectDependencies } from './live-dependencies.ts';
import { arrivedPack, type PackOutcome, receiptOf, withOutcomes } from './pack-progress.ts';
import { type WaitingEvent, waitingEventOf } from './waiting-event.ts';

export type KeyedPack = Pack & { readonly packKey: string };

/** What came of packs on their arrival. */
export type TakenIn = {
  /** Packs that were delivered before. */
  readonly before: number;
  /** Of the events whose outcome rests on no state. */
  readonly outcomes: readonly PackOutcome[];
  /** Events that wait now. */
  readonly held: number;
};

const stateless = (): never => {
  throw new Error('an event that touches no window asked for one');
};
const NO_WINDOWS: Windows = { get: stateless, change: stateless };

type SortedPack = {
  readonly pack: HeldPack;
  readonly outcomes: readonly PackOutcome[];
  readonly waiting: WaitingEvent[];
};

/** Evaluates the events that touch no window, at once; the others wait. */
const sortOut = (pack: KeyedPack, detector: Detector, arrivedAt: number): SortedPack => {
  const waiting: WaitingEvent[] = [];
  const outcomes: PackOutcome[] = [];
  for (const [index, event] of pack.events.entries()) {
    const one = waitingEventOf(event, pack.packKey, index, detector);
    if (one.accumulates || one.keys.length > 0) waiting.push(one);
    else outcomes.push({ event, ...evaluateOne(one, detector, NO_WINDOWS) });
  }
  const arrived = arrivedPack(
    pack,
    waiting.map(({ index }) => index),
    arrivedAt,
  );
  return { pack: withOutcomes(arrived, outcomes), outcomes, waiting };
};

/**
 * Packs of one tenant as the stream delivers them. Alerts that need no state go out first, with ids that a repetition meets
 * again; then a pack is held, or gets its receipt where none of its events waits.
 */
export const takeIn = async (
  tenant: TenantId,
  delivered: readonly KeyedPack[],
  { detector, packs, alerts, queue, hold, timer, heldEvents, clock }: DetectDependencies,
): Promise<TakenIn> => {
  const unique = [...new Map(delivered.map((pack) => [pack.packKey, pack])).values()];
  const receipts = await Promise.all(unique.map(({ hour, packKey }) => packs.evaluation(tenant, hour, packKey)));
  const fresh = unique.filter((_, n) => receipts[n] === undefined);
  const arrivedAt = clock();
  const sorted = fresh.map((pack) => sortOut(pack, detector, arrivedAt));
  const outcomes = sorted.flatMap((each) => each.outcomes);
  const fired: readonly Alert[] = outcomes.flatMap(({ alert }) => alert ?? []);
  if (fired.length > 0) {
    await alerts.put(tenant, fired);
    await queue.send(tenant, fired);
  }
  const { version } = detector.ruleset;
  const kinds = await Promise.all(
    sorted.map(async ({ pack, waiting }) => {
      if (waiting.length === 0) {
        await packs.evaluated(tenant, receiptOf(tenant, pack, version));
        return 'evaluated';
      }
      heldEvents.keep(tenant, pack.packKey, waiting);
      return hold.hold(tenant, pack);
    }),
  );
  // Also for packs that are known: whoever held them may have died before it set its timer.
  if (kinds.some((kind) => kind !== 'evaluated')) await timer.set(tenant);
  const repeated = kinds.filter((kind) => kind === 'known').length;
  const held = sorted.reduce((sum, { waiting }, n) => sum + (kinds[n] === 'held' ? waiting.length : 0), 0);
  return { before: delivered.length - fresh.length + repeated, outcomes, held };
};

import type { Alert } from '../../model/alert.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { HeldPack } from '../../ports/hold-store.ts';
import type { DetectDependencies } from './live-dependencies.ts';
import { type PackOutcome, receiptOf } from './pack-progress.ts';
import { releasable } from './releasable.ts';
import { type Committed, MAXIMUM_ENTRIES, releaseRun } from './release-run.ts';
import { inOrder, type WaitingEvent } from './waiting-event.ts';

/** Events wait this long for earlier ones. What comes later is late: it is evaluated against what is there. */
export const LATENESS_MS = 500;
/** Where more wait than that, nobody waits any longer for others. */
const MAXIMUM_WAITING = 100_000;
/** Others may release the same events; then theirs count. Behind so many collisions the timer tries again. */
const MAXIMUM_ROUNDS = 10;
/** Who finds events that are due so soon waits for them: the next batch would come later. */
const WORTH_WAITING_MS = 200;
/** Timers may ring a moment before the clock says so. */
const TIMER_SLACK_MS = 2;
/** A run ends in time for its Lambda; the timer goes on. */
const MAXIMUM_RUN_MS = 20_000;

export type Released = {
  readonly outcomes: readonly PackOutcome[];
  readonly late: number;
  /** How often somebody else had written what this one was to write. */
  readonly conflicts: number;
};

/** Alerts that are stored but may not have been sent: whoever stored them may have died. */
const sendUnsent = async (
  tenant: TenantId,
  held: readonly HeldPack[],
  { alerts, queue }: DetectDependencies,
): Promise<void> => {
  const ids = held.flatMap(({ unsent }) => unsent);
  if (ids.length === 0) return;
  const stored = await Promise.all(ids.map((id) => alerts.get(tenant, id)));
  const unsent = stored.filter((alert): alert is Alert => alert !== undefined);
  if (unsent.length > 0) await queue.send(tenant, unsent);
};

/** A pack of which no event waits gets its receipt, then it is let go. */
const finish = async (
  tenant: TenantId,
  done: readonly HeldPack[],
  { packs, hold, heldEvents, detector }: DetectDependencies,
): Promise<void> => {
  await Promise.all(
    done.map(async (pack) => {
      await packs.evaluated(tenant, receiptOf(tenant, pack, detector.ruleset.version));
      await hold.drop(tenant, pack.packKey);
      heldEvents.forget(tenant, pack.packKey);
    }),
  );
};

const isDone = ({ waiting }: HeldPack): boolean => waiting.length === 0;

/** Events of packs that are no longer there are skipped, with that reason. */
const skipMissing = async (tenant: TenantId, missing: readonly HeldPack[], dependencies: DetectDependencies) => {
  const skipped = missing.map((pack) => ({ ...pack, waiting: [], skipped: { 'pack missing': pack.waiting.length } }));
  for (const pack of skipped)
    if ((await dependencies.hold.commit(tenant, { packs: [pack], windows: [], alerts: [] })) === 'saved')
      await finish(tenant, [pack], dependencies);
};

/**
 * Evaluates, in order, the tenant's held events that are due. Whatever it leaves, or leaves because it dies, the timer that
 * it sets first finds again.
 */
export const release = async (tenant: TenantId, dependencies: DetectDependencies): Promise<Released> => {
  const { detector, packs, queue, hold, timer, heldEvents, clock, pause } = dependencies;
  const outcomes: PackOutcome[] = [];
  const deadline = clock() + MAXIMUM_RUN_MS;
  let [late, conflicts, limit] = [0, 0, MAXIMUM_ENTRIES];
  let [complete, waited] = [false, false];

  const committed = async (done: Committed): Promise<void> => {
    const alerts = done.outcomes.flatMap(({ alert }) => alert ?? []);
    if (alerts.length > 0) await queue.send(tenant, alerts);
    await finish(tenant, done.packs.filter(isDone), dependencies);
    outcomes.push(...done.outcomes);
    late += done.late;
  };

  for (let round = 1; round <= MAXIMUM_ROUNDS && clock() < deadline; round++) {
    // In this order: what arrives in between is not missed, it is only not looked for yet.
    const now = clock();
    const held = await hold.held(tenant);
    if (held.length === 0) return { outcomes, late, conflicts };
    await timer.set(tenant);
    const waiting = held.reduce((sum, pack) => sum + pack.waiting.length, 0);
    const due = new Set(
      held
        .filter(({ arrivedAt }) => waiting > MAXIMUM_WAITING || arrivedAt + LATENESS_MS <= now)
        .map(({ packKey }) => packKey),
    );
    const finished = held.filter(isDone);
    complete = due.size === 0 && finished.length === 0;
    if (complete) {
      const soon = Math.min(...held.map(({ arrivedAt }) => arrivedAt)) + LATENESS_MS - now;
      if (waited || soon > WORTH_WAITING_MS) break;
      waited = true;
      await pause(soon + TIMER_SLACK_MS);
      continue;
    }
    await sendUnsent(tenant, held, dependencies);
    await finish(tenant, finished, dependencies);

    const open = held.filter((pack) => !isDone(pack));
    const read = await Promise.all(open.map((pack) => heldEvents.of(tenant, pack, detector, packs)));
    await skipMissing(
      tenant,
      open.filter((_, n) => read[n] === undefined),
      dependencies,
    );
    const ordered: WaitingEvent[] = read.flatMap((events) => events ?? []).sort(inOrder);
    const released = releasable(ordered, ({ packKey }) => due.has(packKey));
    const result = await releaseRun(tenant, released, held, { limit, deadline }, dependencies, committed);
    complete = result === 'saved';
    if (complete) break;
    if (result === 'conflict') conflicts++;
    if (result === 'too_large') limit = Math.max(1, Math.floor(limit / 4));
  }
  if (!complete) await timer.set(tenant);
  return { outcomes, late, conflicts };
};

import type { NormalizedEvent } from '../../model/event.ts';
import type { TenantId } from '../../model/tenant.ts';
import { minuteOf } from '../../model/time.ts';
import type { HeldPack } from '../../ports/hold-store.ts';
import type { EvaluationReceipt, PackName } from '../../ports/pack-store.ts';
import type { EventOutcome } from './evaluate-events.ts';

/** What came of an event of the pack; `index` where it waited. */
export type PackOutcome = EventOutcome & { readonly event: NormalizedEvent; readonly index?: number };

const counted = (counts: Readonly<Record<string, number>>, names: readonly string[]): Record<string, number> => {
  const sums = new Map(Object.entries(counts));
  for (const name of names) sums.set(name, (sums.get(name) ?? 0) + 1);
  return Object.fromEntries(sums);
};

/** A pack of which nothing was evaluated yet. `arrivedAt`: milliseconds. */
export const arrivedPack = (
  { hour, bucket, packKey }: PackName,
  waiting: readonly number[],
  arrivedAt: number,
): HeldPack => ({
  hour,
  bucket,
  packKey,
  version: 0,
  arrivedAt,
  waiting,
  evaluated: 0,
  errored: {},
  skipped: {},
  alerts: {},
  unsent: [],
});

/** The pack behind the evaluation of some of its events. */
export const withOutcomes = (pack: HeldPack, outcomes: readonly PackOutcome[]): HeldPack => {
  const done = new Set(outcomes.map(({ index }) => index));
  const errors = outcomes.flatMap(({ error }) => error ?? []);
  const alerts = outcomes.flatMap(({ alert }) => alert ?? []);
  return {
    ...pack,
    waiting: pack.waiting.filter((index) => !done.has(index)),
    evaluated: pack.evaluated + outcomes.length - errors.length,
    errored: counted(pack.errored, errors),
    alerts: counted(
      pack.alerts,
      alerts.map(({ receivedAt }) => minuteOf(receivedAt)),
    ),
  };
};

/** The receipt of a pack of which no event waits. */
export const receiptOf = (tenant: TenantId, pack: HeldPack, rulesetVersion: string): EvaluationReceipt => {
  const { hour, packKey, evaluated, errored, skipped, alerts } = pack;
  return { tenant, hour, packKey, evaluated, errored, skipped, alerts, rulesetVersion };
};

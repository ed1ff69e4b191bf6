import type { TenantId } from '../../model/tenant.ts';
import type { DetectDependencies } from './live-dependencies.ts';
import type { PackOutcome } from './pack-progress.ts';
import { type Released, release } from './release.ts';
import { type KeyedPack, takeIn } from './take-in.ts';

/** What came of an invocation for a tenant. */
export type DetectOutcome = Released & {
  /** Delivered packs that were held or had a receipt. */
  readonly before: number;
  /** Events that wait now for their place in the order. */
  readonly held: number;
};

/** Events that were evaluated without an error, errors by event, alerts. */
export const summaryOf = (outcomes: readonly PackOutcome[]) => {
  const failures = outcomes.flatMap(({ event, error }) =>
    error === undefined ? [] : [{ id: event['event.id'], error }],
  );
  const alerts = outcomes.flatMap(({ alert }) => alert ?? []);
  return { evaluated: outcomes.length - failures.length, failures, alerts };
};

/**
 * Runs the rules over packs of one tenant. What needs no state is evaluated at once; the rest takes its place among all
 * that the tenant's packs hold, and what is due of that is evaluated (ADR 20). A try that died is repeated.
 */
export const detectPacks = async (
  tenant: TenantId,
  delivered: readonly KeyedPack[],
  dependencies: DetectDependencies,
): Promise<DetectOutcome> => {
  const { before, outcomes, held } = await takeIn(tenant, delivered, dependencies);
  const released = await release(tenant, dependencies);
  return { ...released, outcomes: [...outcomes, ...released.outcomes], before, held };
};

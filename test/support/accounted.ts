import { identitiesOf } from '../../domain/accounting/identities.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { COUNTERS, type Counters } from '../../domain/ports/metrics-reader.ts';
import type { DeployedSystem } from './deployed-system.ts';
import { until } from './until.ts';

/** What was counted between two readings. */
export const difference = (before: Counters, after: Counters): Counters => {
  const rest = { ...after };
  for (const name of COUNTERS) rest[name] = after[name] - before[name];
  return rest;
};

/**
 * Waits until the tenant has been offered `lines` more than `before` and every accounting identity balances: whatever was
 * sent has been archived, normalized, evaluated and grouped.
 */
export const accountedFor = async (
  { counters }: DeployedSystem,
  tenant: TenantId,
  before: Counters,
  lines: number,
): Promise<Counters> => {
  let latest = before;
  return until(
    `${lines} lines of ${tenant}, accounted for,`,
    async () => {
      latest = await counters(tenant);
      const offered = latest.offered - before.offered;
      return offered >= lines && identitiesOf(tenant, latest).every(({ balanced }) => balanced) ? latest : undefined;
    },
    { seconds: 480, everyMs: 500 },
    () => `(since then: ${JSON.stringify(difference(before, latest))})`,
  );
};

/** Waits until everything that was sent to the tenant so far is accounted for. */
export const settled = async (system: DeployedSystem, tenant: TenantId): Promise<Counters> =>
  accountedFor(system, tenant, await system.counters(tenant), 0);

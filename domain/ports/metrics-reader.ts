import type { TenantId } from '../model/tenant.ts';

/**
 * What each step did with a tenant's lines, derived from the stores. The identities: offered = archived + rejected;
 * archived = normalized + quarantined; normalized = evaluated + errored + skipped; alerts = in_incidents + suppressed.
 */
export const COUNTERS = [
  'offered',
  'rejected',
  'archived',
  'normalized',
  'quarantined',
  'evaluated',
  'errored',
  'skipped',
  'alerts',
  'in_incidents',
  'suppressed',
] as const;
export type CounterName = (typeof COUNTERS)[number];
export type Counters = Readonly<Record<CounterName, number>>;

export type MetricsReader = {
  /** Sums over the closed minutes of [from, to), both RFC 3339 UTC at a full minute. */
  counters(tenant: TenantId, from: string, to: string): Promise<Counters>;
};

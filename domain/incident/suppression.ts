import type { Alert } from '../model/alert.ts';

/** What a tenant's policy says about opening incidents. */
export type GroupingPolicy = {
  /** The lowest rule level that makes an incident. */
  readonly incidentLevel: number;
  /** How far apart in event time two alerts may lie and still be linked by a shared entity, milliseconds. */
  readonly windowMs: number;
};

export const DEFAULT_GROUPING_POLICY: GroupingPolicy = { incidentLevel: 4, windowMs: 60 * 60_000 };

export type SuppressionReason = 'below_incident_level';

/** An alert whose rule is below the tenant's incident level is kept and counted, but opens and joins no incident. */
export const suppressionOf = (alert: Pick<Alert, 'rule'>, policy: GroupingPolicy): SuppressionReason | undefined =>
  alert.rule.level < policy.incidentLevel ? 'below_incident_level' : undefined;

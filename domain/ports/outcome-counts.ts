import type { TenantId } from '../model/tenant.ts';

/** What became of the alerts of closed minutes: the right side of alerts = in incidents + suppressed. */
export type OutcomeCounts = {
  /** Alerts whose line was received in [from, to), RFC 3339 UTC. */
  outcomes(tenant: TenantId, from: string, to: string): Promise<{ inIncidents: number; suppressed: number }>;
};

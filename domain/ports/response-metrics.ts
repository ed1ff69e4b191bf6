import type { Band } from '../model/alert.ts';
import type { IncidentStatus } from '../model/incident.ts';
import type { PlanStatus } from '../model/plan.ts';
import type { ActionStatus } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';

/** A span of time as it was measured; `mean` and `p95` in seconds, missing where nothing was measured. */
export type Timing = { readonly count: number; readonly mean?: number; readonly p95?: number };

/** What became of the incidents, plans and actions that were created in a window; a status that nothing has may be missing. */
export type ResponseFigures = {
  readonly incidents: Readonly<Partial<Record<IncidentStatus, number>>>;
  readonly plans: Readonly<Partial<Record<PlanStatus, number>>>;
  readonly actions: Readonly<Partial<Record<ActionStatus, number>>>;
  /** From the creation of an incident to its first plan. */
  readonly secondsToPlan: Timing;
  /** From the request of an approval to a person's decision; expired and voided ones do not count. */
  readonly secondsToDecision: Timing;
  /** From the creation of an incident to its first action that was verified. */
  readonly secondsToResponse: Timing;
};

/** Incidents of one band whose first event lies in [`time`, `time` + step). */
export type IncidentCount = { readonly time: string; readonly band: Band; readonly count: number };

/** Figures for dashboards, from Postgres. Times are RFC 3339 UTC. */
export type ResponseMetrics = {
  /** Over what was created in [from, to). */
  response(tenant: TenantId, from: string, to: string): Promise<ResponseFigures>;
  /**
   * Incidents by their first event in [from, to); those that were merged into another do not count. Steps of `stepMinutes`
   * start at the epoch; `from` and `to` lie on a step. Steps without incidents may be missing; in order of time.
   */
  incidents(tenant: TenantId, from: string, to: string, stepMinutes: number): Promise<readonly IncidentCount[]>;
};

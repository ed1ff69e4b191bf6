import type { Alert, Band } from '../model/alert.ts';
import type { Incident, IncidentStatus } from '../model/incident.ts';
import type { TenantId } from '../model/tenant.ts';

export type AlertOutcome = { readonly alertId: string; readonly ruleId: string } & (
  | { readonly kind: 'in_incident'; readonly incidentId: string }
  | { readonly kind: 'suppressed'; readonly reason: string }
);

export type IncidentQuery = {
  readonly status?: readonly IncidentStatus[];
  readonly band?: readonly Band[];
  /** RFC 3339; bounds of `last_event_at`. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  /** Opaque, from the previous page. */
  readonly cursor?: string;
};

export type Page<T> = { readonly items: readonly T[]; readonly cursor?: string };

/** Incidents (cases) in Postgres, under row-level security. */
export type IncidentRepository = {
  /**
   * Groups the alerts into incidents by shared entity and time; idempotent by alert id: an alert that was recorded
   * before gets its earlier outcome. `now` in milliseconds.
   */
  recordAlerts(tenant: TenantId, alerts: readonly Alert[], now: number): Promise<readonly AlertOutcome[]>;
  get(tenant: TenantId, incidentId: string): Promise<Incident | undefined>;
  list(tenant: TenantId, query: IncidentQuery): Promise<Page<Incident>>;
  alertIdsOf(tenant: TenantId, incidentId: string, limit: number, cursor?: string): Promise<Page<string>>;
};

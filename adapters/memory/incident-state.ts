import type { CountedEntity, IncidentRecord } from '../../domain/incident/incident-record.ts';
import type { Span } from '../../domain/incident/spans.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { byTenant } from './by-tenant.ts';

export type Recorded = { readonly alert: Alert; readonly incidentId: string | undefined; readonly reason: string };

export type TenantIncidents = {
  readonly recorded: Map<string, Recorded>;
  readonly records: Map<string, IncidentRecord>;
  readonly entities: Map<string, Map<string, CountedEntity>>;
  /** The revision whose actions run, of incidents that are executing. */
  readonly executing: Map<string, number>;
  spans: readonly Span[];
};

export type IncidentState = (tenant: TenantId) => TenantIncidents;

/** What a repository and a lifecycle of incidents in memory share. */
export const incidentState = (): IncidentState =>
  byTenant(() => ({ recorded: new Map(), records: new Map(), entities: new Map(), executing: new Map(), spans: [] }));

import type { Band } from '../model/alert.ts';
import type { Entity } from '../model/entity.ts';
import type { IncidentStatus } from '../model/incident.ts';
import type { TenantId } from '../model/tenant.ts';

/** What a report says of the incidents that were opened in its period; those merged into another do not count. */
export type IncidentFigures = {
  /** By hour of opening, RFC 3339 UTC; hours without incidents are missing. */
  readonly hours: readonly { readonly hour: string; readonly band: Band; readonly count: number }[];
  readonly statuses: readonly { readonly band: Band; readonly status: IncidentStatus; readonly count: number }[];
  /** How many were opened in the period of equal length before. */
  readonly openedBefore: number;
  /** The most frequent first, at most 10. */
  readonly techniques: readonly { readonly techniqueId: string; readonly incidents: number }[];
  readonly entities: readonly { readonly entity: Entity; readonly incidents: number }[];
  /** Ids of the gravest, gravest first, at most 8. */
  readonly notable: readonly string[];
  /** Plans of any period that wait for a person now. */
  readonly waitingPlans: number;
};

export type IncidentFigureReader = {
  /** Over [from, to), RFC 3339 UTC. */
  incidentFigures(tenant: TenantId, from: string, to: string): Promise<IncidentFigures>;
};

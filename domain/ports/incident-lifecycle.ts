import type { IncidentStatus } from '../model/incident.ts';
import type { TenantId } from '../model/tenant.ts';

/**
 * `moved`: it is in the state now; `already`: it was; `stale`: a newer revision is there, or it became part of another
 * incident; `refused`: the state table forbids it; `unknown`: no such incident or revision.
 */
export type Transition = 'moved' | 'already' | 'stale' | 'refused' | 'unknown';

export type IncidentRevision = { readonly incidentId: string; readonly revision: number };

/** The state of incidents, moved as the state table allows and never behind a newer revision. */
export type IncidentLifecycle = {
  /**
   * Writes the outbox in the same transaction. `now` in milliseconds. Where the actions of a revision end (`executed`,
   * `failed`, `rolled_back` from `executing`) while a newer one waits, the incident goes to `new` instead; that is `moved` too.
   */
  transition(tenant: TenantId, incident: IncidentRevision, to: IncidentStatus, now: number): Promise<Transition>;
  /** Incidents in state `new` that changed before `until` (milliseconds), oldest first: those whose workflow must be started. */
  toStart(tenant: TenantId, until: number, limit: number): Promise<readonly IncidentRevision[]>;
};

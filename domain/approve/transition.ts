import type { IncidentStatus } from '../model/incident.ts';
import type { TenantId } from '../model/tenant.ts';
import type { IncidentRevision } from '../ports/incident-lifecycle.ts';
import type { ApprovePorts } from './ports.ts';

/** Moves the incident, or says that a newer revision is there. Throws where the state table forbids it. */
export const moveIncident = async (
  tenant: TenantId,
  { incidentId, revision }: IncidentRevision,
  to: IncidentStatus,
  { lifecycle, clock }: Pick<ApprovePorts, 'lifecycle' | 'clock'>,
): Promise<'there' | 'stale'> => {
  const outcome = await lifecycle.transition(tenant, { incidentId, revision }, to, clock());
  if (outcome === 'stale') return 'stale';
  if (outcome === 'moved' || outcome === 'already') return 'there';
  throw new Error(`${incidentId} in revision ${revision} cannot become ${to}: ${outcome}`);
};

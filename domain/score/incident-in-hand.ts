import type { Incident } from '../model/incident.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { IncidentRevision } from '../ports/incident-lifecycle.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import { type IncidentAlerts, incidentAlerts } from './incident-alerts.ts';

export type IncidentPorts = {
  readonly incidents: Pick<IncidentRepository, 'get' | 'alertIdsOf'>;
  readonly alerts: Pick<AlertStore, 'get'>;
};

/**
 * An incident with its alerts; undefined where it has gone on to another revision.
 * @throws Error where none of its alerts can be read: without evidence nothing can be said of it
 */
export const incidentInHand = async (
  tenant: TenantId,
  { incidentId, revision }: IncidentRevision,
  ports: IncidentPorts,
): Promise<(IncidentAlerts & { readonly incident: Incident }) | undefined> => {
  const [incident, found] = await Promise.all([
    ports.incidents.get(tenant, incidentId),
    incidentAlerts(tenant, incidentId, ports),
  ]);
  if (incident === undefined || incident.revision !== revision) return undefined;
  if (found.alerts.length === 0) throw new Error(`none of the alerts of ${incidentId} can be read`);
  return { incident, ...found };
};

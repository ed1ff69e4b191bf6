import type { Incident } from '../model/incident.ts';
import type { Plan } from '../model/plan.ts';
import type { TenantId } from '../model/tenant.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { PlanSubject } from './subject.ts';

export type CurrentPlanPorts = {
  readonly incidents: Pick<IncidentRepository, 'get'>;
  readonly plans: Pick<PlanStore, 'get'>;
};

/** The plan, which must belong to the revision. Throws where it does not: the input was made by somebody else. */
export const planOf = async (
  tenant: TenantId,
  { incidentId, revision, playbookId }: PlanSubject,
  { plans }: Pick<CurrentPlanPorts, 'plans'>,
): Promise<Plan> => {
  const plan = await plans.get(tenant, playbookId);
  if (plan === undefined) throw new Error(`there is no plan ${playbookId}`);
  if (plan.incident_id !== incidentId || plan.revision !== revision)
    throw new Error(`the plan ${playbookId} is not of revision ${revision} of ${incidentId}`);
  return plan;
};

/** The incident and its plan, or `stale` where the incident has gone on without this revision. */
export const currentPlan = async (
  tenant: TenantId,
  subject: PlanSubject,
  ports: CurrentPlanPorts,
): Promise<'stale' | { readonly incident: Incident; readonly plan: Plan }> => {
  const incident = await ports.incidents.get(tenant, subject.incidentId);
  if (incident === undefined) throw new Error(`there is no incident ${subject.incidentId}`);
  const plan = await planOf(tenant, subject, ports);
  const isStale = incident.revision !== subject.revision || incident.merged_into !== undefined;
  return isStale || plan.status === 'voided' ? 'stale' : { incident, plan };
};

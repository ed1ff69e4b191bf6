import { playbookIdOf } from '../model/plan.ts';
import type { TenantId } from '../model/tenant.ts';
import type { IncidentRevision } from '../ports/incident-lifecycle.ts';
import type { ApprovePorts } from './ports.ts';

export type EscalatePorts = Pick<ApprovePorts, 'plans' | 'lifecycle' | 'audit' | 'notifications' | 'clock'>;

export type Trouble = {
  /** The word of the step that failed. */
  readonly step: string;
  readonly error: string;
  readonly cause: string;
  /** Set where one action failed and the others go on: then *finish* sets the states. */
  readonly actionId?: string;
};

const MAXIMUM = { error: 200, cause: 1_000 };

/** Fails the incident's revision and its plan where they are under way. */
const failRevision = async (
  tenant: TenantId,
  incident: IncidentRevision,
  { lifecycle, plans, clock }: EscalatePorts,
): Promise<void> => {
  const outcome = await lifecycle.transition(tenant, incident, 'failed', clock());
  if (outcome === 'stale' || outcome === 'unknown') return;
  const playbookId = playbookIdOf(incident.incidentId, incident.revision);
  await plans.move(tenant, playbookId, ['pending_approval', 'approved', 'executing'], 'failed');
};

/** Tells people that a step failed for good, so that the incident does not vanish. Also where nobody knows the incident. */
export const escalate = async (
  tenant: TenantId,
  { incidentId, revision }: IncidentRevision,
  { step, error, cause, actionId }: Trouble,
  ports: EscalatePorts,
): Promise<{ readonly status: 'escalated' }> => {
  const name = `${actionId ?? playbookIdOf(incidentId, revision)}/${step}`;
  const [shortError, shortCause] = [error.slice(0, MAXIMUM.error), cause.slice(0, MAXIMUM.cause)];
  const now = ports.clock();
  await ports.notifications.add(tenant, {
    notification_id: `escalation/${name}`,
    kind: 'escalation',
    incident_id: incidentId,
    title: `${incidentId}: the step ${step} failed, a person must take over`,
    body: `${actionId === undefined ? `Revision ${revision}` : `Action ${actionId}`}: ${shortError}. ${shortCause}`.trim(),
    created_at: new Date(now).toISOString(),
  });
  await ports.audit.append(
    tenant,
    `escalated/${name}`,
    {
      actor: 'system:approve',
      kind: 'escalated',
      subject: actionId ?? incidentId,
      incidentId,
      detail: { step, revision, error: shortError, cause: shortCause },
    },
    now,
  );
  if (actionId === undefined) await failRevision(tenant, { incidentId, revision }, ports);
  return { status: 'escalated' };
};

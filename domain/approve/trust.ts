import { type Alert, bandOf } from '../model/alert.ts';
import type { Incident } from '../model/incident.ts';
import type { PlannedAction } from '../model/plan.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { IncidentRepository } from '../ports/incident-repository.ts';
import { normalizeTarget } from '../respond/target.ts';

export type TrustPorts = {
  readonly incidents: Pick<IncidentRepository, 'alertIdsOf'>;
  readonly alerts: Pick<AlertStore, 'get'>;
};

/** Reads in flight at a time. */
const AT_A_TIME = 25;
/** Where this many alerts do not show it, nothing does: then a person decides. */
const MAXIMUM_ALERTS = 2_000;

// An alert of a low-trust source is no ground for acting without a person.
const isTrusted = ({ trust }: Alert): boolean => trust !== 'low';

// The trusted part of the incident is as severe as the whole.
const carriesBand = (alert: Alert, { band }: Incident): boolean => bandOf(alert.rule.level) === band;

// A trusted alert is about whom the action is done to.
const names = (alert: Alert, { action_type, target }: PlannedAction): boolean => {
  const wanted = normalizeTarget(action_type, target);
  return alert.entities.some(({ value }) => normalizeTarget(action_type, value) === wanted);
};

/**
 * Whether the incident's band, or the target of an action, rests on alerts of low-trust sources alone: otherwise whoever
 * may send logs there could have anybody blocked. Alerts that cannot be found count as of low trust.
 */
export const restsOnLowTrust = async (
  tenant: TenantId,
  incident: Incident,
  actions: readonly PlannedAction[],
  { incidents, alerts }: TrustPorts,
): Promise<boolean> => {
  let bandIsCarried = false;
  let unnamed = actions;
  let cursor: string | undefined;
  for (let read = 0; read < MAXIMUM_ALERTS; read += AT_A_TIME) {
    const page = await incidents.alertIdsOf(tenant, incident.incident_id, AT_A_TIME, cursor);
    const found = await Promise.all(page.items.map((id) => alerts.get(tenant, id)));
    for (const alert of found) {
      if (alert === undefined || !isTrusted(alert)) continue;
      bandIsCarried ||= carriesBand(alert, incident);
      unnamed = unnamed.filter((action) => !names(alert, action));
    }
    if (bandIsCarried && unnamed.length === 0) return false;
    cursor = page.cursor;
    if (cursor === undefined) return true;
  }
  return true;
};

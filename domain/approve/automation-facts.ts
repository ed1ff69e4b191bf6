import type { Incident } from '../model/incident.ts';
import type { Plan, PlannedAction } from '../model/plan.ts';
import type { TenantId } from '../model/tenant.ts';
import type { AutomationFacts } from './automation.ts';
import { restsOnLowTrust, type TrustPorts } from './trust.ts';

export type PlannedIncident = { readonly incident: Incident; readonly plan: Plan };

export const executableActions = (plan: Plan): readonly PlannedAction[] =>
  plan.soar_actions.filter(({ auto_execute }) => auto_execute);

export const automationFacts = async (
  tenant: TenantId,
  { incident, plan }: PlannedIncident,
  killSwitch: boolean,
  ports: TrustPorts,
): Promise<AutomationFacts> => {
  const executable = executableActions(plan);
  return {
    lowTrustOnly: await restsOnLowTrust(tenant, incident, executable, ports),
    killSwitch,
    nothingExecutable: executable.length === 0,
  };
};

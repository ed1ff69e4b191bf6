import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryActionStore } from '../../../adapters/memory/action-store.ts';
import { memoryAlertStore } from '../../../adapters/memory/alert-store.ts';
import { memoryAuditLog } from '../../../adapters/memory/audit-log.ts';
import { memoryAuditSigner } from '../../../adapters/memory/audit-signer.ts';
import { memoryIncidentLifecycle } from '../../../adapters/memory/incident-lifecycle.ts';
import { memoryIncidentRepository } from '../../../adapters/memory/incident-repository.ts';
import { incidentState } from '../../../adapters/memory/incident-state.ts';
import { memoryIpSets } from '../../../adapters/memory/ip-sets.ts';
import { memoryNotificationStore } from '../../../adapters/memory/notification-store.ts';
import { memoryPlans } from '../../../adapters/memory/plan-store.ts';
import { memoryResponsePolicies } from '../../../adapters/memory/response-policies.ts';
import { memoryWorkflow } from '../../../adapters/memory/workflow.ts';
import type { PlanSubject } from '../../approve/subject.ts';
import { alertOf, ip } from '../../incident/testing/alerts.ts';
import type { Alert } from '../../model/alert.ts';
import type { PlannedAction } from '../../model/plan.ts';
import { TenantId } from '../../model/tenant.ts';
import type { PolicyMode } from '../../ports/tenant-registry.ts';
import { blockIp } from '../block-ip.ts';
import { blockOf, planWith } from './plans.ts';

export const ACME = TenantId.parse('acme-bank');
export const ATTACKER = '198.51.100.7';

export type Sketch = {
  readonly mode?: PolicyMode;
  readonly level?: number;
  readonly trust?: Alert['trust'];
  readonly alerts?: readonly Alert[];
  readonly actions?: readonly PlannedAction[];
};

/** An alert of a rule of this level about the attacker. */
export const attackAlert = (n: number, level: number, trust: Alert['trust'] = 'high', address = ATTACKER): Alert => ({
  ...alertOf({ n, minute: n, level, entities: [ip(address)] }),
  trust,
});

/** All stores in memory, with an incident whose plan is just made. */
export const testbed = async ({ mode = 'human', level = 5, trust = 'high', ...sketch }: Sketch = {}) => {
  const state = incidentState();
  const time = { now: Date.parse('2026-02-18T10:15:00.000Z') };
  const actions = memoryActionStore();
  const policies = memoryResponsePolicies();
  const ipSets = memoryIpSets();
  const ports = {
    ...memoryPlans(),
    incidents: memoryIncidentRepository(nodeHasher, undefined, state),
    lifecycle: memoryIncidentLifecycle(state),
    alerts: memoryAlertStore(),
    actions,
    policies,
    audit: memoryAuditLog(nodeHasher, memoryAuditSigner()),
    notifications: memoryNotificationStore(),
    workflow: memoryWorkflow(),
    ipSets,
    adapters: { block_ip: blockIp({ ipSets, policies, actions }) },
    hasher: nodeHasher,
    clock: () => time.now,
  };
  policies.set(ACME, { mode });
  await ipSets.ensureIpSets(ACME);

  const revise = async (alerts: readonly Alert[], planned: readonly PlannedAction[]): Promise<PlanSubject> => {
    await ports.alerts.put(ACME, alerts);
    await ports.incidents.recordAlerts(ACME, alerts, time.now);
    const [incident] = (await ports.incidents.list(ACME, { limit: 1 })).items;
    if (incident === undefined) throw new Error('the alerts made no incident');
    const { incident_id: incidentId, revision } = incident;
    for (const status of ['scoring', 'enriching', 'planning'] as const)
      await ports.lifecycle.transition(ACME, { incidentId, revision }, status, time.now);
    const { plan } = await ports.plans.put(ACME, planWith(incident, planned));
    return { incidentId, revision, playbookId: plan.playbook_id };
  };

  const first = sketch.alerts ?? [attackAlert(1, level, trust)];
  const subject = await revise(first, sketch.actions ?? [blockOf(ATTACKER)]);
  return {
    ...ports,
    subject,
    time,
    revise,
    incident: async () => await ports.incidents.get(ACME, subject.incidentId),
    plan: async (playbookId = subject.playbookId) => await ports.plans.get(ACME, playbookId),
    kinds: async () => (await ports.audit.list(ACME, { limit: 1_000 })).map(({ kind }) => kind),
    notices: async () => (await ports.notifications.list(ACME, { limit: 100 })).items.map(({ kind }) => kind),
  };
};

export type Testbed = Awaited<ReturnType<typeof testbed>>;

import { memoryAlertStore } from '../../../adapters/memory/alert-store.ts';
import { memoryAssessmentStore } from '../../../adapters/memory/assessment-store.ts';
import { memoryAssetRepository } from '../../../adapters/memory/asset-repository.ts';
import { memoryAuditLog } from '../../../adapters/memory/audit-log.ts';
import { memoryAuditSigner } from '../../../adapters/memory/audit-signer.ts';
import { memoryIncidentLifecycle } from '../../../adapters/memory/incident-lifecycle.ts';
import { memoryIncidentRepository } from '../../../adapters/memory/incident-repository.ts';
import { incidentState } from '../../../adapters/memory/incident-state.ts';
import { memoryPlans } from '../../../adapters/memory/plan-store.ts';
import { memoryWorkflow } from '../../../adapters/memory/workflow.ts';
import { toyHasher } from '../../../domain/incident/testing/hasher.ts';
import type { Alert } from '../../../domain/model/alert.ts';
import { TenantId } from '../../../domain/model/tenant.ts';

export const ACME = TenantId.parse('acme-bank');

/** All stores that the steps of an incident share, in memory, and a clock that moves a second at each look. */
export const incidentStage = () => {
  const state = incidentState();
  const incidents = memoryIncidentRepository(toyHasher, undefined, state);
  const alerts = memoryAlertStore();
  let now = Date.UTC(2026, 1, 18, 10, 30);
  const clock = (): number => {
    now += 1_000;
    return now;
  };
  return {
    incidents,
    alerts,
    lifecycle: memoryIncidentLifecycle(state),
    assessments: memoryAssessmentStore(),
    assets: memoryAssetRepository(),
    ...memoryPlans(),
    audit: memoryAuditLog(toyHasher, memoryAuditSigner()),
    workflow: memoryWorkflow(),
    hasher: toyHasher,
    clock,
    /** Stores alerts as detect does and groups them; the input of the steps for the incident of the last one. */
    record: async (...added: Alert[]) => {
      await alerts.put(ACME, added);
      const outcome = (await incidents.recordAlerts(ACME, added, clock())).at(-1);
      if (outcome?.kind !== 'in_incident') throw new Error('the alert makes no incident');
      const incident = await incidents.get(ACME, outcome.incidentId);
      return { tenant: ACME, incident_id: outcome.incidentId, revision: incident?.revision ?? 0 };
    },
    statusOf: async (incidentId: string) => (await incidents.get(ACME, incidentId))?.status,
  };
};

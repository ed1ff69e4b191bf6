import { nodeHasher } from '../../adapters/hashing.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import { canonicalJson } from '../../domain/model/canonical-json.ts';
import { type Plan, playbookIdOf } from '../../domain/model/plan.ts';
import type { ResponseAction } from '../../domain/model/response.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { ResponseStores } from './response-stores.ts';
import type { ScratchDatabase } from './scratch-database.ts';

export const NOW = Date.UTC(2026, 1, 18, 12);
export const MINUTE = 60_000;
export const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

let tenants = 0;

/** Every test has a tenant of its own. */
export const newTenant = async (scratch: ScratchDatabase): Promise<TenantId> => {
  const id = TenantId.parse(`tenant-${++tenants}`);
  await postgresTenantRegistry(scratch.database).save(
    { id, name: id, enabled: true },
    { mode: 'human', incidentLevel: 4, windowMinutes: 60 },
  );
  return id;
};

/** Opens an incident for a user of this name, or gives it a new revision by another technique; returns its id. */
export const raise = async (
  { incidents }: ResponseStores,
  tenant: TenantId,
  name: string,
  revision = 1,
  now = NOW,
): Promise<string> => {
  const alert = alertOf({
    n: revision + 1_000 * name.charCodeAt(0),
    tenant,
    minute: revision,
    entities: [user(name)],
    techniques: [`T10${10 + revision}`],
  });
  const [outcome] = await incidents.recordAlerts(tenant, [alert], now);
  return outcome?.kind === 'in_incident' ? outcome.incidentId : '';
};

export const planFor = (incidentId: string, revision = 1, change: Partial<Plan> = {}): Plan => {
  const { status, ...rest } = {
    playbook_id: playbookIdOf(incidentId, revision),
    incident_id: incidentId,
    revision,
    status: 'pending_approval' as const,
    priority: 'MEDIUM' as const,
    response_plan: {
      phase_1_contain: 'Block 203.0.113.7.',
      phase_2_investigate: 'Read the log.\u0000\ud83d\ude00',
      phase_3_remediate: 'Reset the password.',
      phase_4_recover: 'Unlock the account.',
    },
    soar_actions: [
      {
        key: 'a1',
        action_type: 'block_ip' as const,
        target: '203.0.113.7',
        reason: 'It tried 50 passwords.',
        severity: 'MEDIUM' as const,
        auto_execute: true,
        evidence: ['0:1:0'],
      },
    ],
    executive_summary: 'Somebody guesses passwords.',
    llm_confidence: 0.5,
    statements: [{ section: 'analysis' as const, text: 'Fifty failures.', evidence: ['0:1:0'] }],
    planner: 'template 1',
    created_at: at(NOW + revision),
    ...change,
  };
  return { ...rest, status, plan_hash: nodeHasher.sha256(canonicalJson(rest)) };
};

export const actionOf = (plan: Plan, key = 'a1', change: Partial<ResponseAction> = {}): ResponseAction => ({
  action_id: `${plan.playbook_id}/${key}`,
  playbook_id: plan.playbook_id,
  incident_id: plan.incident_id,
  action_type: 'block_ip',
  target: '203.0.113.7',
  status: 'planned',
  created_at: at(NOW),
  updated_at: at(NOW),
  ...change,
});

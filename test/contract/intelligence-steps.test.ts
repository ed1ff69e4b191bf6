import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readCatalogues } from '../../adapters/catalogue-files.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryAlertStore } from '../../adapters/memory/alert-store.ts';
import { memoryAuditSigner } from '../../adapters/memory/audit-signer.ts';
import { memoryEntityHistory } from '../../adapters/memory/entity-history.ts';
import { memoryWorkflow } from '../../adapters/memory/workflow.ts';
import { postgresApprovalStore } from '../../adapters/postgres/approval-store.ts';
import { postgresAssessmentStore } from '../../adapters/postgres/assessment-store.ts';
import { postgresAssetRepository } from '../../adapters/postgres/asset-repository.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { postgresIncidentLifecycle } from '../../adapters/postgres/incident-lifecycle.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresPlanStore } from '../../adapters/postgres/plan-store.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { alertOf, ip, user } from '../../domain/incident/testing/alerts.ts';
import type { Alert } from '../../domain/model/alert.ts';
import { isIntact } from '../../domain/plan/plan-hash.ts';
import { enrichHandler } from '../../lambdas/enrich/handler.ts';
import { planHandler } from '../../lambdas/plan/handler.ts';
import { scoreHandler } from '../../lambdas/score/handler.ts';
import { observe } from '../../lambdas/support/observability.ts';
import { demoAssets } from '../../localstack/seed/seed-assets.ts';
import { ACME, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;

beforeAll(async () => {
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  scratch = await scratchDatabase();
  await postgresTenantRegistry(scratch.database).save(
    { id: ACME, name: ACME, enabled: true },
    { mode: 'human', incidentLevel: 4, windowMinutes: 60 },
  );
  await postgresAssetRepository(scratch.database).put(ACME, demoAssets(ACME));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await scratch.drop();
});

/** The three steps over PostgreSQL, with the repository's catalogues and the demo inventory. */
const stepsOf = async ({ database }: ScratchDatabase) => {
  const alerts = memoryAlertStore();
  const workflow = memoryWorkflow();
  const stores = {
    incidents: postgresIncidentRepository(database, nodeHasher),
    lifecycle: postgresIncidentLifecycle(database),
    assessments: postgresAssessmentStore(database),
    assets: postgresAssetRepository(database),
    plans: postgresPlanStore(database),
    approvals: postgresApprovalStore(database),
    audit: postgresAuditLog(database, nodeHasher, memoryAuditSigner()),
  };
  const shared = { ...stores, alerts, workflow, hasher: nodeHasher, clock: Date.now, ...observe('steps') };
  const [score, enrich, plan] = [
    scoreHandler({ ...shared, history: memoryEntityHistory([]) }),
    enrichHandler({ ...shared, ...(await readCatalogues('.')) }),
    planHandler(shared),
  ];
  return {
    ...stores,
    workflow,
    record: async (added: Alert) => {
      await alerts.put(ACME, [added]);
      const [outcome] = await stores.incidents.recordAlerts(ACME, [added], Date.now());
      const incident_id = outcome?.kind === 'in_incident' ? outcome.incidentId : '';
      const incident = await stores.incidents.get(ACME, incident_id);
      return { tenant: ACME, incident_id, revision: incident?.revision ?? 0 };
    },
    run: async (input: unknown) => [await score(input), await enrich(input), await plan(input)] as const,
  };
};

describe('score, enrich and plan over PostgreSQL', () => {
  it('bring an incident to a plan whose hash still fits after a trip through the database', async () => {
    const { record, run, plans, assessments, incidents, audit } = await stepsOf(scratch);
    const hostile = user(`<img src=x onerror=alert(1)> \u202E ${'x'.repeat(300)}`);
    const input = await record(alertOf({ n: 1, minute: 0, level: 8, entities: [hostile, ip('81.17.4.9')] }));
    const [, , { playbook_id }] = await run(input);
    const plan = await plans.get(ACME, playbook_id);
    expect(plan && isIntact(plan, nodeHasher)).toBe(true);
    expect(plan?.soar_actions.map(({ action_type, target }) => [action_type, target])).toEqual([
      ['block_ip', '81.17.4.9'],
    ]);
    expect(plan?.executive_summary).toContain('Concerned: Core banking (payment processing)');
    const at = { incidentId: input.incident_id, revision: 1 };
    expect((await assessments.score(ACME, at))?.factors[1]).toMatchObject({ value: 1 });
    expect((await assessments.enrichment(ACME, at))?.assets[0]).toMatchObject({ asset_id: 'core-banking', tier: 10 });
    expect((await incidents.get(ACME, input.incident_id))?.status).toBe('planning');
    expect(await audit.list(ACME, { incidentId: input.incident_id, limit: 10 })).toMatchObject([
      { kind: 'plan_created', subject: playbook_id, detail: { plan_hash: plan?.plan_hash } },
    ]);
  });

  it('leave every store as it was when they are repeated, one after another or at once', async () => {
    const { record, run, plans, assessments, audit } = await stepsOf(scratch);
    const input = await record(alertOf({ n: 2, minute: 0, level: 8, entities: [ip('81.17.5.9')] }));
    const at = { incidentId: input.incident_id, revision: 1 };
    await run(input);
    const state = async () => [
      await plans.ofIncident(ACME, input.incident_id),
      await assessments.score(ACME, at),
      await assessments.enrichment(ACME, at),
      await audit.list(ACME, { incidentId: input.incident_id, limit: 10 }),
    ];
    const before = await state();
    await Promise.all([1, 2, 3].map(() => run(input)));
    expect(await state()).toEqual(before);
  });

  it('void the plan of the revision before, and tell its execution once', async () => {
    const { record, run, plans, approvals, workflow } = await stepsOf(scratch);
    const old = await record(alertOf({ n: 3, minute: 0, level: 5, entities: [ip('81.17.6.9')] }));
    const [, , { playbook_id: playbookId }] = await run(old);
    const planHash = (await plans.get(ACME, playbookId))?.plan_hash ?? '';
    const request = { playbookId, incidentId: old.incident_id, planHash, taskToken: 'token' };
    await approvals.request(ACME, { ...request, expiresAt: Date.now() + 60_000 }, Date.now());
    const input = await record(alertOf({ n: 4, minute: 1, level: 11, entities: [ip('81.17.6.9')] }));
    expect(input).toEqual({ ...old, revision: 2 });
    for (let time = 0; time < 2; time++) await run(input);
    expect(await run(old)).toEqual([
      { status: 'stale' },
      { status: 'stale' },
      { status: 'stale', playbook_id: playbookId },
    ]);
    const found = await plans.ofIncident(ACME, old.incident_id);
    expect(found.map(({ revision, status }) => [revision, status])).toEqual([
      [2, 'pending_approval'],
      [1, 'voided'],
    ]);
    expect(workflow.resumed).toEqual([{ taskToken: 'token', output: { decision: 'voided' } }]);
  });
});

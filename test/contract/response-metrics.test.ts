import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresReportFigures } from '../../adapters/postgres/report-figures.ts';
import { postgresResponseMetrics } from '../../adapters/postgres/response-metrics.ts';
import { alertOf, ip, user } from '../../domain/incident/testing/alerts.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { actionOf, at, MINUTE, NOW, newTenant, planFor } from '../support/response-fixture.ts';
import { postgresStores, type ResponseStores } from '../support/response-stores.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

const FROM = at(NOW - 60 * MINUTE);
const TO = at(NOW + 60 * MINUTE);
/** Event time of the sketches' minute 0. */
const EVENTS = Date.UTC(2026, 1, 18, 10);

let scratch: ScratchDatabase;
let stores: ResponseStores;
let tenant: TenantId;
let empty: TenantId;

/** Opens an incident of its own at `created` and answers its id. */
const open = async (n: number, name: string, level: number, minute: number, created: number): Promise<string> => {
  const alert = alertOf({
    n,
    tenant,
    minute,
    level,
    entities: [user(name), ip('203.0.113.7')].slice(0, n === 1 ? 2 : 1),
  });
  const [outcome] = await stores.incidents.recordAlerts(tenant, [alert], created);
  return outcome?.kind === 'in_incident' ? outcome.incidentId : '';
};

const verified = (incidentId: string, key: string, when: number) =>
  stores.audit.append(
    tenant,
    key,
    { actor: 'system:respond', kind: 'action_verified', subject: key, incidentId, detail: {} },
    when,
  );

beforeAll(async () => {
  scratch = await scratchDatabase();
  stores = postgresStores(scratch.database);
  tenant = await newTenant(scratch);
  empty = await newTenant(scratch);
  const a = await open(1, 'ana', 12, 0, NOW);
  const b = await open(2, 'bob', 5, 90, NOW + MINUTE);
  await open(3, 'eve', 5, 92, NOW - 90 * MINUTE);
  await open(4, 'old', 5, 300, NOW - 300 * MINUTE);

  const [planA, planB] = [a, b].map((id) => planFor(id, 1, { created_at: at(NOW + 2 * MINUTE) }));
  for (const plan of [planA, planB]) {
    if (!plan) continue;
    await stores.plans.put(tenant, plan);
    const request = {
      playbookId: plan.playbook_id,
      incidentId: plan.incident_id,
      planHash: plan.plan_hash,
      taskToken: 'token',
      expiresAt: NOW + 30 * MINUTE,
    };
    await stores.approvals.request(tenant, request, NOW + 2 * MINUTE);
  }
  if (!planA) return;
  const decision = { verdict: 'approved' as const, planHash: planA.plan_hash, by: 'user:1' };
  await stores.approvals.decide(tenant, planA.playbook_id, decision, NOW + 5 * MINUTE);
  await stores.actions.add(tenant, [
    actionOf(planA, 'a1', { status: 'verified' }),
    actionOf(planA, 'a2', { status: 'failed' }),
  ]);
  await verified(a, 'second', NOW + 9 * MINUTE);
  await verified(a, 'first', NOW + 6 * MINUTE);
});
afterAll(() => scratch.drop());

describe('response metrics in PostgreSQL', () => {
  it('count what was created in the window and measure from incident to plan, decision and verified action', async () => {
    const figures = await postgresResponseMetrics(scratch.database).response(tenant, FROM, TO);
    expect(figures).toEqual({
      incidents: { new: 2 },
      plans: { approved: 1, pending_approval: 1 },
      actions: { verified: 1, failed: 1 },
      secondsToPlan: { count: 2, mean: 90, p95: expect.closeTo(117, 5) },
      secondsToDecision: { count: 1, mean: 180, p95: 180 },
      secondsToResponse: { count: 1, mean: 360, p95: 360 },
    });
  });

  it('say nothing where nothing was measured, and of other tenants', async () => {
    const nothing = { count: 0 };
    for (const [of, from] of [
      [empty, FROM],
      [tenant, at(NOW + 50 * MINUTE)],
    ] as const)
      expect(await postgresResponseMetrics(scratch.database).response(of, from, TO)).toEqual({
        incidents: {},
        plans: {},
        actions: {},
        secondsToPlan: nothing,
        secondsToDecision: nothing,
        secondsToResponse: nothing,
      });
  });

  it('count incidents by band and step of their first event, in order', async () => {
    const metrics = postgresResponseMetrics(scratch.database);
    const [from, to] = [at(EVENTS), at(EVENTS + 120 * MINUTE)];
    expect(await metrics.incidents(tenant, from, to, 60)).toEqual([
      { time: at(EVENTS), band: 'CRITICAL', count: 1 },
      { time: at(EVENTS + 60 * MINUTE), band: 'MEDIUM', count: 2 },
    ]);
    const fine = await metrics.incidents(tenant, from, at(EVENTS + 92 * MINUTE), 15);
    expect(fine.map(({ time }) => time)).toEqual([at(EVENTS), at(EVENTS + 90 * MINUTE)]);
    expect(await metrics.incidents(empty, from, to, 60)).toEqual([]);
  });
});

describe('report figures in PostgreSQL', () => {
  it('are of the incidents opened in the period, by hour of opening, with what was most frequent', async () => {
    const figures = await postgresReportFigures(scratch.database).incidentFigures(tenant, FROM, TO);
    expect(figures).toEqual({
      hours: [
        { hour: at(NOW), band: 'CRITICAL', count: 1 },
        { hour: at(NOW), band: 'MEDIUM', count: 1 },
      ],
      statuses: [
        { band: 'CRITICAL', status: 'new', count: 1 },
        { band: 'MEDIUM', status: 'new', count: 1 },
      ],
      openedBefore: 1,
      techniques: [{ techniqueId: 'T1110', incidents: 2 }],
      entities: [
        { entity: ip('203.0.113.7'), incidents: 1 },
        { entity: user('ana'), incidents: 1 },
        { entity: user('bob'), incidents: 1 },
      ],
      notable: [expect.stringMatching(/^INC-/), expect.stringMatching(/^INC-/)],
      waitingPlans: 1,
    });
    const [gravest] = figures.notable;
    expect(await stores.incidents.get(tenant, gravest ?? '')).toMatchObject({ band: 'CRITICAL', severity: 12 });
  });

  it('are empty for a tenant without incidents', async () => {
    expect(await postgresReportFigures(scratch.database).incidentFigures(empty, FROM, TO)).toEqual({
      hours: [],
      statuses: [],
      openedBefore: 0,
      techniques: [],
      entities: [],
      notable: [],
      waitingPlans: 0,
    });
  });
});

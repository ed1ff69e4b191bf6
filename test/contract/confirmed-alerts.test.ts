import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresConfirmedAlerts } from '../../adapters/postgres/confirmed-alerts.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { actionOf, NOW, newTenant, planFor, raise } from '../support/response-fixture.ts';
import { postgresStores, type ResponseStores } from '../support/response-stores.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
let stores: ResponseStores;
beforeAll(async () => {
  scratch = await scratchDatabase();
  stores = postgresStores(scratch.database);
});
afterAll(() => scratch.drop());

/** An incident with a plan that waits. */
const planned = async (tenant: TenantId, name: string) => {
  const incidentId = await raise(stores, tenant, name);
  const { plan } = await stores.plans.put(tenant, planFor(incidentId));
  const ids = { playbookId: plan.playbook_id, incidentId, planHash: plan.plan_hash };
  await stores.approvals.request(tenant, { ...ids, taskToken: 't', expiresAt: NOW + 60_000 }, NOW);
  const { items } = await stores.incidents.alertIdsOf(tenant, incidentId, 10);
  return { plan, alertId: items[0] ?? '' };
};

describe('alerts of confirmed incidents', () => {
  it('are those whose plan was approved or whose actions ran', async () => {
    const tenant = await newTenant(scratch);
    const [waiting, approved, denied, ran, failed] = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((name) => planned(tenant, name)),
    );
    if (!waiting || !approved || !denied || !ran || !failed) throw new Error('no plans');
    const decide = ({ plan }: typeof approved, verdict: 'approved' | 'denied') =>
      stores.approvals.decide(tenant, plan.playbook_id, { verdict, planHash: plan.plan_hash, by: 'user:ana' }, NOW);
    await decide(approved, 'approved');
    await decide(denied, 'denied');
    await stores.actions.add(tenant, [
      { ...actionOf(ran.plan), status: 'verified' },
      { ...actionOf(failed.plan), status: 'shadowed' },
    ]);
    const all = [waiting, approved, denied, ran, failed].map(({ alertId }) => alertId);
    const { confirmed } = postgresConfirmedAlerts(scratch.database);
    expect(await confirmed(tenant, [...all, '1.0000000000000000'])).toEqual(new Set([approved.alertId, ran.alertId]));
    expect(await confirmed(await newTenant(scratch), all)).toEqual(new Set());
    expect(await confirmed(tenant, [])).toEqual(new Set());
  });
});

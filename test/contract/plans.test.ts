import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CursorError } from '../../adapters/page-cursor.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { whileUncommitted } from '../support/lock-wait.ts';
import { at, NOW, newTenant, planFor, raise } from '../support/response-fixture.ts';
import { memoryStores, postgresStores, type ResponseStores } from '../support/response-stores.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
const memory = memoryStores();

beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

const withIncident = async (stores: ResponseStores, name = 'a') => {
  const tenant: TenantId = await newTenant(scratch);
  return { ...stores, tenant, incidentId: await raise(stores, tenant, name) };
};

describe.each([
  ['in memory', () => memory],
  ['in PostgreSQL', () => postgresStores(scratch.database)],
])('plans %s', (_, storesOf) => {
  it('are kept as they were, character by character', async () => {
    const { plans, tenant, incidentId } = await withIncident(storesOf());
    const plan = planFor(incidentId);
    expect(await plans.put(tenant, plan)).toEqual({ plan, voided: [] });
    expect(await plans.get(tenant, plan.playbook_id)).toEqual(plan);
    expect(await plans.ofIncident(tenant, incidentId)).toEqual([plan]);
    expect(await plans.get(tenant, 'PB-unknown')).toBeUndefined();
    expect(await plans.ofIncident(tenant, 'INC-unknown')).toEqual([]);
  });

  it('keep the first plan of a revision', async () => {
    const { plans, tenant, incidentId } = await withIncident(storesOf());
    const first = planFor(incidentId);
    await plans.put(tenant, first);
    await plans.move(tenant, first.playbook_id, ['pending_approval'], 'denied');
    const again = await plans.put(tenant, planFor(incidentId, 1, { executive_summary: 'another' }));
    expect(again).toEqual({ plan: { ...first, status: 'denied' }, voided: [] });
  });

  it('void what waits or was only approved when a newer revision is planned, and say so at every call', async () => {
    const { plans, approvals, tenant, incidentId } = await withIncident(storesOf());
    const [first, second, third, fourth, fifth] = [1, 2, 3, 4, 5].map((revision) => planFor(incidentId, revision));
    if (!first || !second || !third || !fourth || !fifth) throw new Error('five plans were made');
    await plans.put(tenant, first);
    const request = { incidentId, taskToken: 'token-1', expiresAt: NOW + 1000 };
    await approvals.request(tenant, { ...request, playbookId: first.playbook_id, planHash: first.plan_hash }, NOW);
    const { voided } = await plans.put(tenant, second);
    expect(voided).toEqual([{ playbookId: first.playbook_id, taskToken: 'token-1' }]);
    expect(await plans.get(tenant, first.playbook_id)).toMatchObject({ status: 'voided' });
    expect(await approvals.get(tenant, first.playbook_id)).toMatchObject({ status: 'voided' });

    await plans.move(tenant, second.playbook_id, ['pending_approval'], 'approved');
    expect((await plans.put(tenant, third)).voided).toEqual([...voided, { playbookId: second.playbook_id }]);
    await plans.move(tenant, third.playbook_id, ['pending_approval'], 'executing');
    const twice = [await plans.put(tenant, fourth), await plans.put(tenant, fourth)];
    expect(twice.map((answer) => answer.voided.length)).toEqual([2, 2]);
    expect(await plans.get(tenant, third.playbook_id)).toMatchObject({ status: 'executing' });
    await plans.move(tenant, fourth.playbook_id, ['pending_approval'], 'denied');
    await plans.put(tenant, fifth);
    expect((await plans.ofIncident(tenant, incidentId)).map(({ status }) => status)).toEqual([
      'pending_approval',
      'denied',
      'executing',
      'voided',
      'voided',
    ]);
  });

  it('void a plan from the start that comes behind a newer one, and no plan of another incident', async () => {
    const { plans, tenant, incidentId, ...stores } = await withIncident(storesOf());
    const other = planFor(await raise({ plans, ...stores }, tenant, 'b'));
    await plans.put(tenant, other);
    await plans.put(tenant, planFor(incidentId, 2));
    expect(await plans.put(tenant, planFor(incidentId, 1))).toMatchObject({ plan: { status: 'voided' }, voided: [] });
    expect(await plans.get(tenant, other.playbook_id)).toMatchObject({ status: 'pending_approval' });
  });

  it('leave one plan waiting where two revisions are planned at once', async () => {
    const { plans, tenant, incidentId } = await withIncident(storesOf());
    await Promise.all([1, 2, 3, 1, 2, 3].map((revision) => plans.put(tenant, planFor(incidentId, revision))));
    const statuses = (await plans.ofIncident(tenant, incidentId)).map(({ status }) => status);
    expect(statuses).toEqual(['pending_approval', 'voided', 'voided']);
  });

  it('move once, however many try', async () => {
    const { plans, tenant, incidentId } = await withIncident(storesOf());
    const { playbook_id } = planFor(incidentId);
    await plans.put(tenant, planFor(incidentId));
    const moves = await Promise.all(
      [1, 2, 3, 4].map(() => plans.move(tenant, playbook_id, ['pending_approval', 'approved'], 'executing')),
    );
    expect(moves.filter(Boolean)).toHaveLength(1);
    expect(await plans.move(tenant, playbook_id, [], 'failed')).toBe(false);
    expect(await plans.move(tenant, 'PB-unknown', ['executing'], 'failed')).toBe(false);
    expect(await plans.get(tenant, playbook_id)).toMatchObject({ status: 'executing' });
  });

  it('list newest first, by status, page by page', async () => {
    const { plans, tenant, incidentId } = await withIncident(storesOf());
    const made = [1, 2, 3, 4, 5].map((revision) =>
      planFor(incidentId, revision, { created_at: at(NOW + Math.floor(revision / 2)) }),
    );
    for (const plan of made) await plans.put(tenant, plan);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await plans.list(tenant, { limit: 2, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ revision }) => revision));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual([5, 4, 3, 2, 1]);
    const count = async (query: object) => (await plans.list(tenant, { limit: 10, ...query })).items.length;
    expect(await count({ status: ['voided', 'denied'] })).toBe(4);
    expect(await count({ status: [] })).toBe(0);
    await expect(plans.list(tenant, { limit: 1, cursor: 'x' })).rejects.toThrow(CursorError);
  });

  it('show another tenant nothing and let it move nothing', async () => {
    const { plans, tenant, incidentId } = await withIncident(storesOf());
    const other = await newTenant(scratch);
    const { plan } = await plans.put(tenant, planFor(incidentId));
    expect(await plans.get(other, plan.playbook_id)).toBeUndefined();
    expect(await plans.ofIncident(other, incidentId)).toEqual([]);
    expect(await plans.list(other, { limit: 10 })).toEqual({ items: [] });
    expect(await plans.move(other, plan.playbook_id, ['pending_approval'], 'approved')).toBe(false);
    expect(await plans.get(tenant, plan.playbook_id)).toEqual(plan);
  });
});

describe('plans in PostgreSQL', () => {
  it('are refused for an incident that the tenant does not have', async () => {
    const { plans, incidentId } = await withIncident(postgresStores(scratch.database));
    await expect(plans.put(await newTenant(scratch), planFor(incidentId))).rejects.toThrow(/foreign key/);
  });

  it('wait for the plan of a newer revision that is being kept, and are void behind it', async () => {
    const { plans, tenant, incidentId } = await withIncident(postgresStores(scratch.database));
    const newer = planFor(incidentId, 2);
    const outcome = await whileUncommitted(
      scratch,
      tenant,
      async (session) => {
        await session.query('select from incidents where incident_id = $1 for no key update', [incidentId]);
        await session.query(
          `insert into plans (tenant, playbook_id, incident_id, revision, status, plan_hash, document, created_at)
           values ($1, $2, $3, 2, 'pending_approval', $4, $5, now())`,
          [tenant, newer.playbook_id, incidentId, newer.plan_hash, JSON.stringify(newer)],
        );
      },
      () => plans.put(tenant, planFor(incidentId, 1)),
    );
    expect(outcome).toMatchObject({ plan: { status: 'voided' } });
    expect((await plans.ofIncident(tenant, incidentId)).map(({ status }) => status)).toEqual([
      'pending_approval',
      'voided',
    ]);
  });
});

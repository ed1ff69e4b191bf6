import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decision } from '../../domain/ports/plan-store.ts';
import { whileUncommitted } from '../support/lock-wait.ts';
import { at, MINUTE, NOW, newTenant, planFor, raise } from '../support/response-fixture.ts';
import { memoryStores, postgresStores, type ResponseStores } from '../support/response-stores.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
const memory = memoryStores();

beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

const withPlan = async (stores: ResponseStores) => {
  const tenant = await newTenant(scratch);
  const incidentId = await raise(stores, tenant, 'a');
  const { plan } = await stores.plans.put(tenant, planFor(incidentId));
  const id = plan.playbook_id;
  const request = {
    playbookId: id,
    incidentId,
    planHash: plan.plan_hash,
    taskToken: 'token',
    expiresAt: NOW + 60 * MINUTE,
  };
  const yes: Decision = { verdict: 'approved', planHash: plan.plan_hash, by: 'user:ana' };
  const planStatus = async () => (await stores.plans.get(tenant, id))?.status;
  return { ...stores, tenant, incidentId, plan, id, request, yes, planStatus };
};

const withRequest = async (stores: ResponseStores) => {
  const given = await withPlan(stores);
  const approval = await given.approvals.request(given.tenant, given.request, NOW);
  return { ...given, approval };
};

describe.each([
  ['in memory', () => memory],
  ['in PostgreSQL', () => postgresStores(scratch.database)],
])('approvals %s', (_, storesOf) => {
  it('wait without showing the token', async () => {
    const { approvals, approval, tenant, id, incidentId, plan } = await withRequest(storesOf());
    expect(approval).toEqual({
      playbook_id: id,
      incident_id: incidentId,
      plan_hash: plan.plan_hash,
      status: 'pending',
      requested_at: at(NOW),
      expires_at: at(NOW + 60 * MINUTE),
    });
    expect(await approvals.get(tenant, id)).toEqual(approval);
    expect(await approvals.get(tenant, 'PB-unknown')).toBeUndefined();
  });

  it.each(['approved', 'denied'] as const)('are %s by a person, with the plan', async (verdict) => {
    const { approvals, approval, tenant, id, yes, planStatus } = await withRequest(storesOf());
    const decision = { ...yes, verdict, comment: 'Seen.\nAgreed \u0000\ud800' };
    const decided = {
      ...approval,
      status: verdict,
      decided_at: at(NOW + 1),
      decided_by: 'user:ana',
      comment: 'Seen.\nAgreed \uFFFD\uFFFD',
    };
    const outcome = await approvals.decide(tenant, id, decision, NOW + 1);
    expect(outcome).toEqual({ kind: 'decided', taskToken: 'token', approval: decided });
    expect(await approvals.get(tenant, id)).toEqual(decided);
    expect(await planStatus()).toBe(verdict);
  });

  it('stay as they were decided first', async () => {
    const { approvals, tenant, id, yes, planStatus } = await withRequest(storesOf());
    await approvals.decide(tenant, id, yes, NOW + 1);
    const decided = await approvals.get(tenant, id);
    for (const by of ['user:ana', 'user:eve'])
      expect(await approvals.decide(tenant, id, { ...yes, verdict: 'denied', by }, NOW + 2)).toEqual({
        kind: 'settled',
        taskToken: 'token',
        approval: decided,
      });
    expect(await approvals.expire(tenant, id, NOW + 100 * MINUTE)).toEqual(decided);
    expect(await planStatus()).toBe('approved');
  });

  it('are bound to the plan that the person saw', async () => {
    const { approvals, approval, tenant, id, yes, planStatus } = await withRequest(storesOf());
    const outcome = await approvals.decide(tenant, id, { ...yes, planHash: 'f'.repeat(64) }, NOW + 1);
    expect(outcome).toEqual({ kind: 'hash_mismatch' });
    expect(await approvals.get(tenant, id)).toEqual(approval);
    expect(await planStatus()).toBe('pending_approval');
  });

  it('are not found where there are none, nor by another tenant', async () => {
    const { approvals, approval, tenant, id, yes } = await withRequest(storesOf());
    const other = await newTenant(scratch);
    expect(await approvals.decide(tenant, 'PB-unknown', yes, NOW)).toEqual({ kind: 'not_found' });
    expect(await approvals.decide(other, id, yes, NOW)).toEqual({ kind: 'not_found' });
    expect(await approvals.get(other, id)).toBeUndefined();
    expect(await approvals.expire(other, id, NOW)).toBeUndefined();
    expect(await approvals.expire(tenant, 'PB-unknown', NOW)).toBeUndefined();
    expect(await approvals.get(tenant, id)).toEqual(approval);
  });

  it.each([0, 1, 60 * MINUTE])('expire by a decision that comes %d ms after the end', async (late) => {
    const { approvals, approval, tenant, id, yes, planStatus } = await withRequest(storesOf());
    const end = NOW + 60 * MINUTE + late;
    const expired = { ...approval, status: 'expired', decided_at: at(end) };
    expect(await approvals.decide(tenant, id, yes, end)).toEqual({
      kind: 'settled',
      taskToken: 'token',
      approval: expired,
    });
    expect(await planStatus()).toBe('expired');
    expect(await approvals.expire(tenant, id, end + 1)).toEqual(expired);
  });

  it('expire also where the late decision is on another plan', async () => {
    const { approvals, tenant, id, yes } = await withRequest(storesOf());
    const late = await approvals.decide(tenant, id, { ...yes, planHash: 'f'.repeat(64) }, NOW + 60 * MINUTE);
    expect(late).toMatchObject({ kind: 'settled', approval: { status: 'expired' } });
  });

  it('can be decided until the last millisecond', async () => {
    const { approvals, tenant, id, yes } = await withRequest(storesOf());
    expect(await approvals.decide(tenant, id, yes, NOW + 60 * MINUTE - 1)).toMatchObject({ kind: 'decided' });
  });

  it('expire once, with the plan', async () => {
    const { approvals, approval, tenant, id, planStatus } = await withRequest(storesOf());
    const expired = { ...approval, status: 'expired', decided_at: at(NOW + 5) };
    expect(await approvals.expire(tenant, id, NOW + 5)).toEqual(expired);
    expect(await approvals.expire(tenant, id, NOW + 6)).toEqual(expired);
    expect(await planStatus()).toBe('expired');
  });

  it('take a new token while nothing is decided, and keep the time of the first request', async () => {
    const { approvals, approval, tenant, id, request, yes } = await withRequest(storesOf());
    const again = { ...request, taskToken: 'token-2', expiresAt: request.expiresAt + MINUTE };
    expect(await approvals.request(tenant, again, NOW + 1)).toEqual(approval);
    expect(await approvals.decide(tenant, id, yes, NOW + 2)).toMatchObject({ taskToken: 'token-2' });
    const later = await approvals.request(tenant, { ...request, taskToken: 'token-3' }, NOW + 3);
    expect(later).toMatchObject({ status: 'approved', requested_at: at(NOW) });
    expect(await approvals.decide(tenant, id, yes, NOW + 4)).toMatchObject({ kind: 'settled', taskToken: 'token-2' });
  });

  it('are void from the start where the plan does not wait any more', async () => {
    const { plans, approvals, tenant, incidentId, request, id, yes } = await withPlan(storesOf());
    await plans.put(tenant, planFor(incidentId, 2));
    expect(await approvals.request(tenant, request, NOW)).toMatchObject({ status: 'voided', decided_at: at(NOW) });
    expect(await approvals.decide(tenant, id, yes, NOW + 1)).toMatchObject({ kind: 'settled' });
  });

  it('become void where the plan ended otherwise', async () => {
    const { plans, approvals, tenant, id, yes, planStatus } = await withRequest(storesOf());
    await plans.move(tenant, id, ['pending_approval'], 'failed');
    const outcome = await approvals.decide(tenant, id, yes, NOW + 1);
    expect(outcome).toMatchObject({ kind: 'settled', approval: { status: 'voided' } });
    expect(await planStatus()).toBe('failed');
  });

  it('are refused under the hash of another plan and for no plan', async () => {
    const { approvals, tenant, request } = await withPlan(storesOf());
    await expect(approvals.request(tenant, { ...request, planHash: 'f'.repeat(64) }, NOW)).rejects.toThrow(/hash/);
    await expect(approvals.request(tenant, { ...request, playbookId: 'PB-unknown' }, NOW)).rejects.toThrow(/hash/);
  });

  it('take exactly one of many decisions at once', async () => {
    const { approvals, tenant, id, yes, planStatus } = await withRequest(storesOf());
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        approvals.decide(
          tenant,
          id,
          { ...yes, by: `user:${n}`, verdict: n % 2 === 0 ? 'approved' : 'denied' },
          NOW + n,
        ),
      ),
    );
    const decided = outcomes.filter(({ kind }) => kind === 'decided');
    expect(decided).toHaveLength(1);
    const kept = await approvals.get(tenant, id);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ approval: kept, taskToken: 'token' });
    expect(await planStatus()).toBe(kept?.status);
  });

  it('end in one way where a decision, the expiry and a newer revision race', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const { approvals, plans, tenant, id, incidentId, yes, planStatus } = await withRequest(storesOf());
      const contestants = [
        () => approvals.decide(tenant, id, yes, NOW + 1),
        () => approvals.expire(tenant, id, NOW + 1),
        () => plans.put(tenant, planFor(incidentId, 2)),
      ];
      const order = [0, 1, 2].map((n) => (n + round) % 3);
      const answers = await Promise.all(order.map((n) => contestants[n]?.()));
      const kept = await approvals.get(tenant, id);
      seen.add(kept?.status ?? '');
      const decision = answers[order.indexOf(0)];
      expect(decision).toMatchObject({
        kind: kept?.decided_by === undefined ? 'settled' : 'decided',
        taskToken: 'token',
        approval: kept,
      });
      // An approved plan that nobody has begun is void under a newer revision; the decision on it stays on record.
      const status = await planStatus();
      expect(kept?.status === 'approved' ? ['approved', 'voided'] : [kept?.status]).toContain(status);
      expect(status).not.toBe('approved');
    }
    expect(seen.size).toBeGreaterThan(1);
  });
});

describe('approvals in PostgreSQL', () => {
  const settle = (id: string, status: string) => async (session: pg.Client) => {
    await session.query('select from plans where playbook_id = $1 for no key update', [id]);
    await session.query('update approvals set status = $2 where playbook_id = $1', [id, status]);
    await session.query('update plans set status = $2 where playbook_id = $1', [id, status]);
  };

  it('wait for a decision under way, and stand by it', async () => {
    const { approvals, tenant, id, yes, planStatus } = await withRequest(postgresStores(scratch.database));
    const decide = () => approvals.decide(tenant, id, yes, NOW + 1);
    const outcome = await whileUncommitted(scratch, tenant, settle(id, 'denied'), decide);
    expect(outcome).toMatchObject({ kind: 'settled', approval: { status: 'denied' } });
    expect(await planStatus()).toBe('denied');
  });

  it('do not expire over a decision under way', async () => {
    const { approvals, tenant, id, planStatus } = await withRequest(postgresStores(scratch.database));
    const expire = () => approvals.expire(tenant, id, NOW + 1);
    const outcome = await whileUncommitted(scratch, tenant, settle(id, 'approved'), expire);
    expect(outcome).toMatchObject({ status: 'approved' });
    expect(await planStatus()).toBe('approved');
  });

  it('are requested void where a newer revision was being planned', async () => {
    const { approvals, tenant, id, request } = await withPlan(postgresStores(scratch.database));
    const ask = () => approvals.request(tenant, request, NOW);
    expect(await whileUncommitted(scratch, tenant, settle(id, 'voided'), ask)).toMatchObject({ status: 'voided' });
  });
});

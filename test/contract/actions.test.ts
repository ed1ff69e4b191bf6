import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { APPLICATION_ROLE, poolConfigOf } from '../../adapters/postgres/connection.ts';
import { type Database, databaseOf } from '../../adapters/postgres/database.ts';
import { actionOf, at, NOW, newTenant, planFor, raise } from '../support/response-fixture.ts';
import { memoryStores, postgresStores, type ResponseStores } from '../support/response-stores.ts';
import { APPLICATION_PASSWORD, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';
import { until } from '../support/until.ts';

let scratch: ScratchDatabase;
/** Another process, as far as the database can tell. */
let elsewhere: Database;
const memory = memoryStores();

beforeAll(async () => {
  scratch = await scratchDatabase();
  const { host, port } = inject('endpoints').postgres;
  elsewhere = databaseOf(poolConfigOf({ host, port, name: scratch.name }, APPLICATION_ROLE, APPLICATION_PASSWORD));
});
afterAll(async () => {
  await elsewhere.close();
  await scratch.drop();
});

const withPlan = async (stores: ResponseStores) => {
  const tenant = await newTenant(scratch);
  const { plan } = await stores.plans.put(tenant, planFor(await raise(stores, tenant, 'a')));
  return { ...stores, tenant, plan };
};

/** Works that note when they overlap, each with a turn of the store in the middle. */
const overlapCounter = (turn: () => Promise<unknown>) => {
  const count = { running: 0, most: 0, done: 0 };
  const work = async (): Promise<number> => {
    count.most = Math.max(count.most, ++count.running);
    await turn();
    count.running--;
    return ++count.done;
  };
  return { count, work };
};

describe.each([
  ['in memory', () => memory],
  ['in PostgreSQL', () => postgresStores(scratch.database)],
])('actions %s', (_, storesOf) => {
  it('are kept once', async () => {
    const { actions, tenant, plan } = await withPlan(storesOf());
    const [first, second] = [actionOf(plan, 'a1'), actionOf(plan, 'a2', { detail: 'x\u0000', snapshot: [1] })];
    await actions.add(tenant, []);
    await actions.add(tenant, [first]);
    await actions.add(tenant, [{ ...first, target: 'another', status: 'failed' }, second]);
    expect(await actions.get(tenant, first.action_id)).toEqual(first);
    expect(await actions.get(tenant, second.action_id)).toEqual({ ...second, detail: 'x\uFFFD' });
    expect(await actions.get(tenant, 'PB-unknown/a1')).toBeUndefined();
  });

  it('move once, with what changed, and keep the rest', async () => {
    const { actions, tenant, plan } = await withPlan(storesOf());
    const action = actionOf(plan);
    await actions.add(tenant, [action]);
    const snapshot = { addresses: ['198.51.100.1/32', '\u0000\ud83d\ude00'], lock: null, had: false };
    const change = { status: 'executing', snapshot, blast_radius: '1 address' } as const;
    const moves = await Promise.all(
      [1, 2, 3].map((n) => actions.move(tenant, action.action_id, ['planned'], change, NOW + n)),
    );
    expect(moves.filter(Boolean)).toHaveLength(1);
    expect(await actions.move(tenant, action.action_id, ['executing'], { status: 'verified' }, NOW + 9)).toBe(true);
    expect(await actions.get(tenant, action.action_id)).toEqual({
      ...action,
      status: 'verified',
      snapshot,
      blast_radius: '1 address',
      updated_at: at(NOW + 9),
    });
    expect(await actions.move(tenant, action.action_id, [], { status: 'failed' }, NOW)).toBe(false);
    expect(await actions.move(tenant, 'PB-unknown/a1', ['verified'], { status: 'failed' }, NOW)).toBe(false);
  });

  it('list newest first, of a plan, of an incident, by status, page by page', async () => {
    const stores = storesOf();
    const { actions, tenant, plan } = await withPlan(stores);
    const { plan: other } = await stores.plans.put(tenant, planFor(await raise(stores, tenant, 'b')));
    await actions.add(tenant, [
      actionOf(plan, 'a1', { created_at: at(NOW - 5) }),
      actionOf(plan, 'a2', { status: 'verified' }),
      actionOf(plan, 'a3'),
      actionOf(other, 'a1', { created_at: at(NOW + 5) }),
    ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await actions.list(tenant, { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ action_id }) => action_id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    const ids = ['a3', 'a2', 'a1'].map((key) => `${plan.playbook_id}/${key}`);
    expect(seen).toEqual([`${other.playbook_id}/a1`, ...ids]);
    const found = async (query: object) =>
      (await actions.list(tenant, { limit: 10, ...query })).items.map(({ action_id }) => action_id);
    expect(await found({ playbookId: plan.playbook_id })).toEqual(ids);
    expect(await found({ incidentId: plan.incident_id })).toEqual(ids);
    expect(await found({ status: ['verified'] })).toEqual([ids[1]]);
    expect(await found({ actionType: 'block_ip', target: '203.0.113.7', playbookId: plan.playbook_id })).toEqual(ids);
    expect(await found({ actionType: 'block_ip', target: '203.0.113.8' })).toEqual([]);
    expect(await found({ actionType: 'isolate_host', target: '203.0.113.7' })).toEqual([]);
    expect(await found({ status: [] })).toEqual([]);
  });

  it('show another tenant nothing and let it move nothing', async () => {
    const { actions, tenant, plan } = await withPlan(storesOf());
    const other = await newTenant(scratch);
    const action = actionOf(plan);
    await actions.add(tenant, [action]);
    expect(await actions.get(other, action.action_id)).toBeUndefined();
    expect(await actions.list(other, { limit: 10 })).toEqual({ items: [] });
    expect(await actions.move(other, action.action_id, ['planned'], { status: 'failed' }, NOW)).toBe(false);
    expect(await actions.get(tenant, action.action_id)).toEqual(action);
  });

  it('run works of one name one after another, each with its answer, also after one that fails', async () => {
    const { actions, tenant } = await withPlan(storesOf());
    const { count, work } = overlapCounter(() => actions.list(tenant, { limit: 1 }));
    const failing = actions.exclusively(tenant, 'set', () => Promise.reject(new Error('no')));
    const all = Array.from({ length: 8 }, () => actions.exclusively(tenant, 'set', work));
    await expect(failing).rejects.toThrow('no');
    expect((await Promise.all(all)).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(count.most).toBe(1);
  });

  it('run works of other names and other tenants meanwhile', async () => {
    const { actions, tenant } = await withPlan(storesOf());
    const other = await newTenant(scratch);
    const answer = await actions.exclusively(tenant, 'set', () =>
      actions.exclusively(tenant, 'another set', () => actions.exclusively(other, 'set', async () => 'inner')),
    );
    expect(answer).toBe('inner');
  });
});

describe('exclusive works in PostgreSQL', () => {
  it('exclude each other across processes, and leave connections to their work', async () => {
    const tenant = await newTenant(scratch);
    const [here, there] = [postgresStores(scratch.database), postgresStores(elsewhere)];
    const { count, work } = overlapCounter(async () => {
      await here.plans.list(tenant, { limit: 1 });
      await there.plans.list(tenant, { limit: 1 });
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? here : there).actions.exclusively(tenant, 'set', work)),
    );
    expect(count).toEqual({ running: 0, most: 1, done: 20 });
  });

  it('run under many names at once, though the pools are small', async () => {
    const { actions, plans } = postgresStores(scratch.database);
    const tenant = await newTenant(scratch);
    const { count, work } = overlapCounter(() => plans.list(tenant, { limit: 1 }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => actions.exclusively(tenant, `set ${n}`, work)));
    expect(count.done).toBe(20);
    expect(count.most).toBeGreaterThan(1);
  });

  it('say so where the lock was lost before the end', async () => {
    const { actions } = postgresStores(scratch.database);
    const tenant = await newTenant(scratch);
    const owner = await scratch.connectAsOwner();
    const holders = async (): Promise<readonly number[]> =>
      (
        await owner.query<{ pid: number }>(
          `select l.pid from pg_locks l join pg_database d on d.oid = l.database
           where l.locktype = 'advisory' and l.granted and d.datname = $1`,
          [scratch.name],
        )
      ).rows.map(({ pid }) => pid);
    const lost = actions.exclusively(tenant, 'set', async () => {
      const [pid] = await holders();
      await owner.query('select pg_terminate_backend($1)', [pid]);
      await until('the end of the session', async () => ((await holders()).length === 0 ? true : undefined));
    });
    await expect(lost).rejects.toThrow();
    expect(await actions.exclusively(tenant, 'set', async () => 'again')).toBe('again');
    await owner.end();
  });

  it('wait for a process that died while it held the lock, and no longer', async () => {
    const tenant = await newTenant(scratch);
    const { host, port } = inject('endpoints').postgres;
    const dying = new pg.Client({
      host,
      port,
      database: scratch.name,
      user: APPLICATION_ROLE,
      password: APPLICATION_PASSWORD,
    });
    await dying.connect();
    await dying.query('begin');
    await dying.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exclusive ${tenant} set`]);
    const { actions } = postgresStores(scratch.database);
    const waiting = actions.exclusively(tenant, 'set', async () => 'mine');
    await until(
      'the wait for the lock',
      async () => {
        const { rowCount } = await dying.query(`select from pg_locks where locktype = 'advisory' and not granted`);
        return rowCount === 1 ? true : undefined;
      },
      { seconds: 20 },
    );
    await dying.end();
    expect(await waiting).toBe('mine');
  });

  it('are refused for a plan that the tenant does not have', async () => {
    const { plan, actions } = await withPlan(postgresStores(scratch.database));
    await expect(actions.add(await newTenant(scratch), [actionOf(plan)])).rejects.toThrow(/foreign key/);
  });
});

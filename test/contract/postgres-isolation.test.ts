import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { postgresHuntStore } from '../../adapters/postgres/hunt-store.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { migrateDatabase } from '../../adapters/postgres/migrate.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { exampleHunt, exampleHuntAlert } from '../../domain/serve/contract/hunt-resource.ts';
import { actionOf, planFor } from '../support/response-fixture.ts';
import { postgresStores } from '../support/response-stores.ts';
import { ACME, GLOBEX, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
let client: pg.Client;
let tables: readonly string[];

/** A row in every table of the second half. */
const fillResponse = async (tenant: TenantId, incidentId: string): Promise<void> => {
  const { plans, approvals, actions, audit, notifications, policies, reports } = postgresStores(scratch.database);
  const { plan } = await plans.put(tenant, planFor(incidentId));
  const request = { playbookId: plan.playbook_id, incidentId, planHash: plan.plan_hash, taskToken: 't', expiresAt: 1 };
  await approvals.request(tenant, request, 0);
  await actions.add(tenant, [actionOf(plan)]);
  const record = { actor: 'system:plan', kind: 'plan_created', subject: plan.playbook_id, detail: {} } as const;
  await audit.append(tenant, 'k', record, 0);
  const now = new Date(0).toISOString();
  await notifications.add(tenant, { notification_id: 'n', kind: 'report', title: 't', body: 'b', created_at: now });
  await policies.neverBlock(tenant, [{ network: '192.0.2.0/24', reason: 'ours' }]);
  const period = { period_start: now, period_end: now, created_at: now };
  await reports.put(tenant, { report_id: 'r', kind: 'daily', files: [], ...period });
  const hunts = postgresHuntStore(scratch.database);
  const hunt = { ...exampleHunt, tenant, status: 'queued' as const };
  await hunts.create(tenant, hunt, 0, 0);
  await hunts.save(tenant, 0, { hunt, state: 'secret', alerts: [exampleHuntAlert] });
  await scratch.database.withTenant(tenant, async (tx) => {
    const row = { tenant, document: '{}' };
    await tx
      .insertInto('assets')
      .values({ ...row, asset_id: 'a' })
      .execute();
    await tx
      .insertInto('assessments')
      .values({ ...row, incident_id: incidentId, revision: 1, kind: 'score', created_at: new Date(0) })
      .execute();
  });
};

beforeAll(async () => {
  scratch = await scratchDatabase();
  const registry = postgresTenantRegistry(scratch.database);
  const incidents = postgresIncidentRepository(scratch.database, nodeHasher);
  for (const id of [ACME, GLOBEX]) {
    await registry.save({ id, name: id, enabled: true }, { mode: 'human', incidentLevel: 4, windowMinutes: 60 });
    await registry.saveSource(id, { tenant: id, id: 'http', ingress: 'http', trust: 'low', enabled: true });
    const alerts = [4, 3].map((level, n) => alertOf({ n, tenant: id, minute: n, level, entities: [user('a')] }));
    const outcomes = await incidents.recordAlerts(id, alerts, 0);
    await fillResponse(id, outcomes.flatMap((one) => (one.kind === 'in_incident' ? [one.incidentId] : []))[0] ?? '');
  }
  client = await scratch.connect();
  const owner = await scratch.connectAsOwner();
  const { rows } = await owner.query<{ table_name: string }>(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant'`,
  );
  tables = rows.map(({ table_name }) => table_name);
  await owner.end();
});
afterAll(async () => {
  await client.end();
  await scratch.drop();
});

const withSetting = async <T>(name: string, value: string, work: () => Promise<T>): Promise<T> => {
  await client.query('begin');
  try {
    await client.query('select set_config($1, $2, true)', [name, value]);
    return await work();
  } finally {
    await client.query('rollback');
  }
};

const tenantsIn = async (table: string): Promise<string[]> =>
  (await client.query<{ tenant: string }>(`select distinct tenant from ${table}`)).rows.map(({ tenant }) => tenant);

describe('row-level security', () => {
  it('is forced on every table that names a tenant, and the application owns none', async () => {
    const { rows } = await client.query(
      `select relname, relrowsecurity and relforcerowsecurity as forced, pg_get_userbyid(relowner) as owner
       from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname = any($1)`,
      [[...tables, 'tenants']],
    );
    expect(tables).toHaveLength(20);
    expect(rows).toHaveLength(21);
    for (const row of rows) {
      expect(row.forced, row.relname).toBe(true);
      expect(row.owner).not.toBe('watchkeep_app');
    }
    const role = await client.query(`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`);
    expect(role.rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it('shows the rows of the tenant that is set, and no others', async () => {
    for (const table of tables)
      expect(await withSetting('watchkeep.tenant', ACME, () => tenantsIn(table)), table).toEqual([ACME]);
    const directory = await withSetting('watchkeep.tenant', ACME, () => client.query('select id from tenants'));
    expect(directory.rows).toEqual([{ id: ACME }]);
  });

  it('shows nothing where no tenant is set', async () => {
    for (const table of tables) {
      expect(await tenantsIn(table), table).toEqual([]);
      expect(await withSetting('watchkeep.tenant', '', () => tenantsIn(table)), table).toEqual([]);
    }
    expect((await client.query('select id from tenants')).rows).toEqual([]);
  });

  it('lets the platform see the directory, never what a tenant has', async () => {
    const seen = async (table: string) => withSetting('watchkeep.scope', 'platform', () => tenantsIn(table));
    for (const table of tables.filter((name) => name !== 'sources')) expect(await seen(table), table).toEqual([]);
    expect((await seen('sources')).toSorted()).toEqual([ACME, GLOBEX]);
  });

  it('writes no row of another tenant', async () => {
    // Nobody changes audit entries: audit.test.ts.
    for (const table of tables.filter((name) => name !== 'audit_entries')) {
      const changed = await withSetting('watchkeep.tenant', ACME, () =>
        client.query(`update ${table} set tenant = tenant where tenant = $1`, [GLOBEX]),
      );
      expect(changed.rowCount, table).toBe(0);
      const deleted = await withSetting('watchkeep.tenant', ACME, () =>
        client.query(`delete from ${table} where tenant = $1`, [GLOBEX]),
      );
      expect(deleted.rowCount, table).toBe(0);
      const stolen = withSetting('watchkeep.tenant', ACME, () =>
        client.query(`update ${table} set tenant = '${GLOBEX}'`),
      );
      await expect(stolen, table).rejects.toThrow(/row-level security/);
    }
    const forged = withSetting('watchkeep.tenant', ACME, () =>
      client.query(`insert into outbox (tenant, topic, key) values ('${GLOBEX}', 'incident', 'x')`),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it('cannot be switched off by the application', async () => {
    await expect(client.query('alter table incidents disable row level security')).rejects.toThrow(/must be owner/);
    await expect(client.query('create table mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(client.query(`insert into tenants (id, name) values ('evil', 'x')`)).rejects.toThrow(/row-level/);
  });

  it('does not leak the tenant of one transaction into the next', async () => {
    const { rows } = await scratch.database.withTenant(ACME, async (tx) => ({
      rows: await tx.selectFrom('incidents').select('tenant').execute(),
    }));
    expect(rows).toEqual([{ tenant: ACME }]);
    const platform = await scratch.database.withPlatform((tx) => tx.selectFrom('incidents').selectAll().execute());
    expect(platform).toEqual([]);
  });
});

describe('migrateDatabase', () => {
  it('does nothing the second time, also when two run at once', async () => {
    const owner = await scratch.connectAsOwner();
    const { host, port, database: name = '', user: username = '', password } = owner;
    await owner.end();
    const input = {
      address: { host, port, name },
      admin: { username, password: typeof password === 'string' ? password : '' },
      applicationPassword: 'application-password-of-the-tests',
      deadlineMs: 20_000,
    };
    expect(await Promise.all([migrateDatabase(input), migrateDatabase(input)])).toEqual([[], []]);
  });

  it('says what is wrong where the database does not answer', async () => {
    const wrong = migrateDatabase({
      address: { host: '127.0.0.1', port: 1, name: 'watchkeep' },
      admin: { username: 'postgres', password: 'x' },
      applicationPassword: 'x',
      deadlineMs: 2_000,
    });
    await expect(wrong).rejects.toThrow(/ECONNREFUSED/);
  });
});

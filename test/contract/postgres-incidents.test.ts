import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryIncidentRepository } from '../../adapters/memory/incident-repository.ts';
import { CursorError } from '../../adapters/page-cursor.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { alertOf, ip, user } from '../../domain/incident/testing/alerts.ts';
import type { Alert } from '../../domain/model/alert.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { IncidentRepository } from '../../domain/ports/incident-repository.ts';
import type { OutcomeCounts } from '../../domain/ports/outcome-counts.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

type Repository = IncidentRepository & OutcomeCounts;

let scratch: ScratchDatabase;
let tenantNumber = 0;
const memory = memoryIncidentRepository(nodeHasher);

beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

/** Every test has a tenant of its own. */
const newTenant = async (): Promise<TenantId> => {
  const id = TenantId.parse(`tenant-${++tenantNumber}`);
  await postgresTenantRegistry(scratch.database).save(
    { id, name: id, enabled: true },
    { mode: 'human', incidentLevel: 4, windowMinutes: 60 },
  );
  return id;
};

const ALL = { limit: 1000 };
const NOW = Date.UTC(2026, 1, 18, 12);

/** A number from 0 to n-1 that is the same in every run. */
const pick = (seed: string, n: number): number => createHash('sha256').update(seed).digest().readUInt32BE(0) % n;

const shuffled = <T>(items: readonly T[], seed: string): T[] =>
  items
    .map((item, index) => ({ item, rank: createHash('sha256').update(`${seed}${index}`).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);

const mixedAlerts = (tenant: TenantId, seed: string): Alert[] =>
  Array.from({ length: 120 }, (_, n) =>
    alertOf({
      n,
      tenant,
      minute: pick(`${seed}m${n}`, 900),
      level: pick(`${seed}l${n}`, 13),
      rule: `10000${pick(`${seed}r${n}`, 9)}`,
      techniques: [`T10${10 + pick(`${seed}t${n}`, 9)}`],
      entities: [user(`u${pick(`${seed}u${n}`, 12)}`), ip(`192.0.2.${pick(`${seed}i${n}`, 20)}`)],
    }),
  );

/** What must not depend on the order of arrival. */
const essence = async (repository: Repository, tenant: TenantId) => {
  const { items } = await repository.list(tenant, ALL);
  const incidents = await Promise.all(
    items.map(async ({ incident_id, created_at, updated_at, revision, ...rest }) => ({
      ...rest,
      alerts: (await repository.alertIdsOf(tenant, incident_id, 1000)).items,
    })),
  );
  return incidents.sort((a, b) => ((a.alerts[0] ?? '') < (b.alerts[0] ?? '') ? -1 : 1));
};

describe.each([
  ['in memory', (): Repository => memory],
  ['in PostgreSQL', (): Repository => postgresIncidentRepository(scratch.database, nodeHasher)],
])('incidents %s', (_, repositoryOf) => {
  it('opens an incident, joins it, and shows it', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const first = alertOf({ n: 1, tenant, minute: 0, entities: [user('a'), ip('192.0.2.1')] });
    const second = alertOf({
      n: 2,
      tenant,
      minute: 9,
      level: 10,
      rule: '9',
      techniques: ['T1657'],
      entities: [user('a')],
    });
    const [opened] = await repository.recordAlerts(tenant, [first], NOW);
    const [joined] = await repository.recordAlerts(tenant, [second], NOW + 1000);
    expect(opened).toMatchObject({ alertId: first.id, ruleId: '100001', kind: 'in_incident' });
    const id = opened?.kind === 'in_incident' ? opened.incidentId : '';
    expect(joined).toMatchObject({ kind: 'in_incident', incidentId: id });
    expect(await repository.get(tenant, id)).toEqual({
      incident_id: id,
      tenant,
      status: 'new',
      revision: 2,
      title: 'Several failed logins (user a)',
      severity: 10,
      band: 'CRITICAL',
      alert_count: 2,
      rule_ids: ['100001', '9'],
      mitre_techniques: ['T1110', 'T1657'],
      mitre_tactics: ['Credential Access'],
      entities: [user('a'), ip('192.0.2.1')],
      first_event_at: '2026-02-18T10:00:00.000Z',
      last_event_at: '2026-02-18T10:09:00.000Z',
      created_at: '2026-02-18T12:00:00.000Z',
      updated_at: '2026-02-18T12:00:01.000Z',
    });
  });

  it('is idempotent by alert id, within a batch and across batches', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const alerts = [1, 2, 2, 3].map((n) => alertOf({ n, tenant, minute: n, level: n + 2, entities: [user('a')] }));
    const once = await repository.recordAlerts(tenant, alerts, NOW);
    const before = await essence(repository, tenant);
    expect(await repository.recordAlerts(tenant, alerts, NOW + 1)).toEqual(once);
    expect(once.map(({ kind }) => kind)).toEqual(['suppressed', 'in_incident', 'in_incident', 'in_incident']);
    expect(await essence(repository, tenant)).toEqual(before);
    expect(before).toMatchObject([{ alert_count: 2 }]);
  });

  it('gives the same incidents for shuffled alerts in other batches', async () => {
    const repository = repositoryOf();
    const essences = [];
    for (const seed of ['', 'x', 'y']) {
      const tenant = await newTenant();
      const alerts = mixedAlerts(tenant, 'same');
      const order = seed === '' ? alerts : shuffled(alerts, seed);
      const size = seed === '' ? order.length : 1 + pick(seed, 7);
      for (let at = 0; at < order.length; at += size)
        await repository.recordAlerts(tenant, order.slice(at, at + size), NOW + at);
      essences.push((await essence(repository, tenant)).map(({ tenant: _owner, ...rest }) => rest));
    }
    expect(essences[0]?.length).toBeGreaterThan(2);
    expect(essences[1]).toEqual(essences[0]);
    expect(essences[2]).toEqual(essences[0]);
  });

  it('merges incidents that turn out to be one, into the older', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const older = alertOf({ n: 1, tenant, minute: 30, entities: [user('a')] });
    const younger = alertOf({ n: 2, tenant, minute: 0, entities: [ip('192.0.2.1'), user('b')] });
    const link = alertOf({ n: 3, tenant, minute: 20, entities: [user('a'), ip('192.0.2.1')] });
    const outcomes = [];
    for (const [n, alert] of [older, younger, link].entries())
      outcomes.push(...(await repository.recordAlerts(tenant, [alert], NOW + n)));
    const [a, b, c] = outcomes.map((outcome) => (outcome.kind === 'in_incident' ? outcome.incidentId : ''));
    expect(c).toBe(a);
    expect(await repository.get(tenant, b ?? '')).toMatchObject({ status: 'closed', merged_into: a, alert_count: 0 });
    expect(await repository.get(tenant, a ?? '')).toMatchObject({
      alert_count: 3,
      revision: 2,
      entities: [ip('192.0.2.1'), user('a'), user('b')],
    });
    expect((await repository.alertIdsOf(tenant, a ?? '', 10)).items).toEqual([younger.id, link.id, older.id]);
    expect((await repository.list(tenant, ALL)).items.map(({ incident_id }) => incident_id)).toEqual([a]);
    expect(await repository.recordAlerts(tenant, [younger], NOW)).toMatchObject([{ incidentId: a }]);
  });

  it('makes one incident of 10,000 alerts', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const alerts = Array.from({ length: 10_000 }, (_, n) =>
      alertOf({ n, tenant, minute: n / 200, entities: [ip('192.0.2.1'), user(`u${n % 3000}`)] }),
    );
    const outcomes = await repository.recordAlerts(tenant, alerts, NOW);
    expect(outcomes).toHaveLength(10_000);
    const { items } = await repository.list(tenant, ALL);
    expect(items).toMatchObject([{ alert_count: 10_000 }]);
    expect(items[0]?.entities).toHaveLength(500);
    expect(items[0]?.entities[0]).toEqual(ip('192.0.2.1'));
  });

  it('lists newest first, by status, band and time, page by page', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const alerts = [0, 1, 2, 3, 4].map((n) =>
      alertOf({ n, tenant, minute: n, level: n === 4 ? 12 : 5, entities: [user(`u${n}`)] }),
    );
    await repository.recordAlerts(tenant, alerts, NOW);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await repository.list(tenant, { limit: 2, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ last_event_at }) => last_event_at.slice(14, 16)));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(['04', '03', '02', '01', '00']);
    const count = async (query: object) => (await repository.list(tenant, { limit: 10, ...query })).items.length;
    expect(await count({ band: ['CRITICAL'] })).toBe(1);
    expect(await count({ status: ['closed'] })).toBe(0);
    expect(await count({ status: [] })).toBe(0);
    expect(await count({ from: '2026-02-18T10:01:00Z', to: '2026-02-18T10:03:00Z' })).toBe(2);
    await expect(repository.list(tenant, { limit: 1, cursor: 'x' })).rejects.toThrow(CursorError);
  });

  it('pages through the alerts of an incident', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const alerts = [3, 1, 2].map((n) => alertOf({ n, tenant, minute: n, entities: [user('a')] }));
    const [outcome] = await repository.recordAlerts(tenant, alerts, NOW);
    const id = outcome?.kind === 'in_incident' ? outcome.incidentId : '';
    const first = await repository.alertIdsOf(tenant, id, 2);
    const second = await repository.alertIdsOf(tenant, id, 2, first.cursor);
    expect([...first.items, ...second.items]).toEqual([alerts[1]?.id, alerts[2]?.id, alerts[0]?.id]);
    expect(second.cursor).toBeUndefined();
  });

  it('counts outcomes by the receipt of the lines', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const alerts = [1, 2, 3].map((n) => alertOf({ n, tenant, minute: n, level: n + 2, entities: [user('a')] }));
    await repository.recordAlerts(tenant, alerts, NOW);
    const counts = await repository.outcomes(tenant, '2026-02-18T10:00:00Z', '2026-02-18T10:03:00Z');
    expect(counts).toEqual({ inIncidents: 1, suppressed: 1 });
  });

  it('stores hostile text', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    const name = `'; drop table incidents; -- \u0000\uD800 \${x} <script>`;
    const alert = alertOf({ n: 1, tenant, minute: 0, entities: [user(name)], description: name, rule: '1\u0000' });
    await repository.recordAlerts(tenant, [alert], NOW);
    const [incident] = (await repository.list(tenant, ALL)).items;
    expect(incident?.entities[0]?.value).toBe(`'; drop table incidents; -- \uFFFD\uFFFD \${x} <script>`);
  });

  it('answers undefined for an unknown incident', async () => {
    const [repository, tenant] = [repositoryOf(), await newTenant()];
    expect(await repository.get(tenant, 'INC-2026-02-18-AAAAAAAAAA')).toBeUndefined();
    expect(await repository.alertIdsOf(tenant, 'INC-2026-02-18-AAAAAAAAAA', 5)).toEqual({ items: [] });
  });
});

describe('incidents in PostgreSQL under concurrency', () => {
  it('opens one incident where many callers bring alerts of the same entity at once', async () => {
    const repository = postgresIncidentRepository(scratch.database, nodeHasher);
    const tenant = await newTenant();
    const batches = Array.from({ length: 20 }, (_, n) => [alertOf({ n, tenant, minute: n, entities: [user('a')] })]);
    await Promise.all(batches.map((alerts) => repository.recordAlerts(tenant, alerts, NOW)));
    expect((await repository.list(tenant, ALL)).items).toMatchObject([{ alert_count: 20 }]);
  });

  it('refuses alerts of another tenant and of a tenant that does not exist', async () => {
    const repository = postgresIncidentRepository(scratch.database, nodeHasher);
    const tenant = await newTenant();
    const alert = alertOf({ n: 1, minute: 0, entities: [], tenant });
    const other = TenantId.parse('nobody');
    await expect(repository.recordAlerts(other, [alert], NOW)).rejects.toThrow(/belongs to/);
    await expect(repository.recordAlerts(other, [{ ...alert, tenant: other }], NOW)).rejects.toThrow(/foreign key/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import { TRANSITIONS } from '../../domain/incident/transitions.ts';
import { IncidentStatus } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { whileUncommitted } from '../support/lock-wait.ts';
import { at, NOW, newTenant, raise } from '../support/response-fixture.ts';
import { memoryStores, postgresStores, type ResponseStores } from '../support/response-stores.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;
const memory = memoryStores();

beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

const withIncident = async (stores: ResponseStores) => {
  const tenant = await newTenant(scratch);
  const incidentId = await raise(stores, tenant, 'a');
  const move = (to: IncidentStatus, revision = 1, now = NOW + 1) =>
    stores.lifecycle.transition(tenant, { incidentId, revision }, to, now);
  const along = async (...path: IncidentStatus[]): Promise<void> => {
    for (const to of path) expect(await move(to), to).toBe('moved');
  };
  const shown = () => stores.incidents.get(tenant, incidentId);
  return { ...stores, tenant, incidentId, move, along, shown };
};

/** The shortest way from `new` to each state. */
const WAYS: Readonly<Record<IncidentStatus, readonly IncidentStatus[]>> = {
  new: [],
  scoring: ['scoring'],
  enriching: ['scoring', 'enriching'],
  planning: ['scoring', 'enriching', 'planning'],
  pending_approval: ['scoring', 'enriching', 'planning', 'pending_approval'],
  approved: ['scoring', 'enriching', 'planning', 'approved'],
  executing: ['scoring', 'enriching', 'planning', 'approved', 'executing'],
  executed: ['scoring', 'enriching', 'planning', 'approved', 'executing', 'executed'],
  rolled_back: ['scoring', 'enriching', 'planning', 'approved', 'executing', 'rolled_back'],
  denied: ['scoring', 'enriching', 'planning', 'pending_approval', 'denied'],
  expired: ['scoring', 'enriching', 'planning', 'pending_approval', 'expired'],
  recorded: ['scoring', 'enriching', 'planning', 'recorded'],
  failed: ['failed'],
  closed: ['closed'],
};

describe.each([
  ['in memory', () => memory],
  ['in PostgreSQL', () => postgresStores(scratch.database)],
])('the lifecycle of incidents %s', (_, storesOf) => {
  it.each(IncidentStatus.options)('leaves %s as the state table says, and in no other way', async (from) => {
    const { move, along, shown } = await withIncident(storesOf());
    await along(...WAYS[from]);
    for (const to of IncidentStatus.options.filter((one) => one !== from && !TRANSITIONS[from].includes(one)))
      expect(await move(to), to).toBe('refused');
    expect(await move(from)).toBe('already');
    expect(await shown()).toMatchObject({ status: from });
    const [next] = TRANSITIONS[from];
    if (next) {
      await along(next);
      expect(await shown()).toMatchObject({ status: next, revision: 1, updated_at: at(NOW + 1) });
    }
  });

  it('moves nothing behind a newer revision, and does not know one to come', async () => {
    const stores = storesOf();
    const { tenant, incidentId, move, along, shown } = await withIncident(stores);
    await along('scoring', 'enriching');
    await raise(stores, tenant, 'a', 2);
    expect(await shown()).toMatchObject({ status: 'new', revision: 2 });
    for (const to of ['planning', 'new', 'failed', 'closed'] as const) expect(await move(to, 1), to).toBe('stale');
    expect(await move('scoring', 3)).toBe('unknown');
    expect(await stores.lifecycle.transition(tenant, { incidentId: 'INC-no', revision: 1 }, 'scoring', NOW)).toBe(
      'unknown',
    );
    expect(await shown()).toMatchObject({ status: 'new', revision: 2 });
    expect(await move('scoring', 2)).toBe('moved');
    expect(await stores.lifecycle.transition(tenant, { incidentId, revision: 2 }, 'scoring', NOW)).toBe('already');
  });

  it.each(['executed', 'failed', 'rolled_back'] as const)(
    'starts the revision again that waited for actions to end as %s, once',
    async (end) => {
      const stores = storesOf();
      const { tenant, move, along, shown } = await withIncident(stores);
      await along('scoring', 'enriching', 'planning', 'approved', 'executing');
      await raise(stores, tenant, 'a', 2);
      expect(await shown()).toMatchObject({ status: 'executing', revision: 2 });
      expect(await move('executing', 2)).toBe('refused');
      expect(await move('new', 1)).toBe('stale');
      expect(await move(end, 1)).toBe('moved');
      expect(await shown()).toMatchObject({ status: 'new', revision: 2 });
      expect(await move(end, 1)).toBe('stale');
      for (const to of ['scoring', 'enriching', 'planning', 'approved', 'executing'] as const)
        expect(await move(to, 2), to).toBe('moved');
      expect(await move(end, 1)).toBe('stale');
      expect(await move('executing', 2)).toBe('already');
      expect(await move(end, 2)).toBe('moved');
      expect(await shown()).toMatchObject({ status: end, revision: 2 });
    },
  );

  it('leaves an incident alone that became part of another one', async () => {
    const { incidents, lifecycle, tenant, incidentId } = await withIncident(storesOf());
    const both = { entities: [user('a'), user('b')], tenant };
    const opened = await incidents.recordAlerts(
      tenant,
      [alertOf({ n: 77, minute: 3, entities: [user('b')], tenant })],
      NOW,
    );
    const younger = opened[0]?.kind === 'in_incident' ? opened[0].incidentId : '';
    expect(younger).not.toBe(incidentId);
    await incidents.recordAlerts(tenant, [alertOf({ n: 78, minute: 4, ...both })], NOW);
    const merged = [incidentId, younger];
    const shown = await Promise.all(merged.map((id) => incidents.get(tenant, id)));
    const gone = shown.find((one) => one?.merged_into !== undefined)?.incident_id ?? '';
    expect(merged).toContain(gone);
    expect(await lifecycle.transition(tenant, { incidentId: gone, revision: 1 }, 'scoring', NOW)).toBe('stale');
    const waiting = await lifecycle.toStart(tenant, NOW + 1, 10);
    expect(waiting.map((one) => one.incidentId)).toEqual(merged.filter((id) => id !== gone));
  });

  it('lists what must be started, oldest first, with the newest revision', async () => {
    const stores = storesOf();
    const { lifecycle, tenant, incidentId, move } = await withIncident(stores);
    const second = await raise(stores, tenant, 'b', 1, NOW - 5);
    const third = await raise(stores, tenant, 'c', 1, NOW + 5);
    await raise(stores, tenant, 'b', 2, NOW - 4);
    const ids = async (until: number, limit = 10) => lifecycle.toStart(tenant, until, limit);
    const [a, b, c] = [
      { incidentId, revision: 1 },
      { incidentId: second, revision: 2 },
      { incidentId: third, revision: 1 },
    ];
    expect(await ids(NOW + 6)).toEqual([b, a, c]);
    expect(await ids(NOW + 5)).toEqual([b, a]);
    expect(await ids(NOW + 6, 1)).toEqual([b]);
    expect(await ids(NOW - 4)).toEqual([]);
    await move('scoring');
    expect(await ids(NOW + 6)).toEqual([b, c]);
    await move('new', 1, NOW + 6);
    expect(await ids(NOW + 7)).toEqual([b, c, a]);
  });

  it('moves once where many try at once', async () => {
    const { move } = await withIncident(storesOf());
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => move('scoring')));
    expect(outcomes.toSorted()).toEqual(['already', 'already', 'already', 'already', 'moved']);
  });

  it('shows another tenant nothing and lets it move nothing', async () => {
    const { lifecycle, incidentId, shown } = await withIncident(storesOf());
    const other = await newTenant(scratch);
    expect(await lifecycle.transition(other, { incidentId, revision: 1 }, 'scoring', NOW)).toBe('unknown');
    expect(await lifecycle.toStart(other, NOW + 1, 10)).toEqual([]);
    expect(await shown()).toMatchObject({ status: 'new' });
  });
});

describe('the lifecycle of incidents in PostgreSQL', () => {
  const outboxOf = (tenant: TenantId) =>
    scratch.database.withTenant(tenant, async (tx) => ({
      keys: (await tx.selectFrom('outbox').select('key').orderBy('id').execute()).map(({ key }) => key),
      versions: (await tx.selectFrom('incidents').select('version').execute()).map(({ version }) => Number(version)),
    }));

  it('tells the copies of every move, with a version of its own, and of nothing else', async () => {
    const { tenant, incidentId, move } = await withIncident(postgresStores(scratch.database));
    expect(await outboxOf(tenant)).toEqual({ keys: [incidentId], versions: [1] });
    await move('scoring');
    await move('scoring');
    await move('executed');
    await move('scoring', 2);
    expect(await outboxOf(tenant)).toEqual({ keys: [incidentId, incidentId], versions: [2] });
  });

  it('is not undone by alerts that are recorded meanwhile', async () => {
    const { tenant, incidentId, incidents } = await withIncident(postgresStores(scratch.database));
    const repository = postgresIncidentRepository(scratch.database, nodeHasher);
    const alert = alertOf({ n: 9, minute: 5, entities: [user('a')], techniques: ['T1011'], tenant });
    const joined = await whileUncommitted(
      scratch,
      tenant,
      (session) => session.query(`update incidents set status = 'scoring' where incident_id = $1`, [incidentId]),
      () => repository.recordAlerts(tenant, [alert], NOW),
    );
    expect(joined).toMatchObject([{ kind: 'in_incident', incidentId }]);
    expect(await incidents.get(tenant, incidentId)).toMatchObject({ status: 'scoring', revision: 1, alert_count: 2 });
  });

  it('is in step with plans and alerts that come at once', async () => {
    const stores = postgresStores(scratch.database);
    const { tenant, incidentId, lifecycle, incidents } = await withIncident(stores);
    for (let revision = 1; revision <= 6; revision++) {
      const steps = WAYS.planning.map((to) => () => lifecycle.transition(tenant, { incidentId, revision }, to, NOW));
      await Promise.all([
        (async () => {
          for (const step of steps) await step();
        })(),
        raise(stores, tenant, 'a', revision + 1),
      ]);
      expect(await incidents.get(tenant, incidentId)).toMatchObject({ status: 'new', revision: revision + 1 });
    }
  });
});

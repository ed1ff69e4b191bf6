import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memoryHuntStore } from '../../adapters/memory/hunt-store.ts';
import { postgresHuntStore } from '../../adapters/postgres/hunt-store.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import type { Hunt, HuntAlert } from '../../domain/hunt/hunt.ts';
import { HOUR_MS } from '../../domain/model/time.ts';
import type { HuntStore } from '../../domain/ports/hunt-store.ts';
import { exampleHunt, exampleHuntAlert } from '../../domain/serve/contract/hunt-resource.ts';
import { ACME, GLOBEX, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

const START = Date.parse('2026-02-18T12:00:00.000Z');
const iso = (at: number): string => new Date(at).toISOString();

const { preview: _, ...example } = exampleHunt;
const huntOf = (n: number, more: Partial<Hunt> = {}): Hunt => ({
  ...example,
  hunt_id: `HUNT-2026-02-18-${String(n).padStart(12, '0')}`,
  status: 'queued',
  created_at: iso(START + n),
  updated_at: iso(START + n),
  ...more,
});
const alertOf = (n: number, more: Partial<HuntAlert> = {}): HuntAlert => ({
  ...exampleHuntAlert,
  alert_id: `${START + n}.${String(n).padStart(16, '0')}`,
  timestamp: iso(START + n),
  line: 'a \u0000 b',
  ...more,
});
/** Nothing is stalled, nothing is old. */
const CALM = [0, 0] as const;

let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await scratchDatabase();
  const registry = postgresTenantRegistry(scratch.database);
  for (const id of [ACME, GLOBEX])
    await registry.save({ id, name: id, enabled: true }, { mode: 'human', incidentLevel: 4, windowMinutes: 60 });
});
afterAll(() => scratch.drop());

describe.each([
  ['memory', () => memoryHuntStore()],
  ['PostgreSQL', () => postgresHuntStore(scratch.database)],
])('hunts in %s', (_name, make) => {
  let hunts: HuntStore;
  beforeEach(async () => {
    hunts = make();
    for (const tenant of [ACME, GLOBEX])
      await scratch.database.withTenant(tenant, (tx) => tx.deleteFrom('hunts').execute());
  });

  it('lets one of a tenant in at a time', async () => {
    expect(await hunts.create(ACME, huntOf(1), ...CALM)).toBe('created');
    expect(await hunts.create(ACME, huntOf(2), ...CALM)).toBe('busy');
    expect(await hunts.create(GLOBEX, huntOf(2, { tenant: GLOBEX }), ...CALM)).toBe('created');
    expect(await hunts.get(ACME, huntOf(1).hunt_id)).toEqual(huntOf(1));
    expect(await hunts.get(GLOBEX, huntOf(1).hunt_id)).toBeUndefined();
    expect(await hunts.job(GLOBEX, huntOf(1).hunt_id)).toBeUndefined();
  });

  it('keeps a part once, with its alerts, and hands its state on', async () => {
    const hunt = huntOf(1);
    await hunts.create(ACME, hunt, ...CALM);
    const running = { ...hunt, status: 'running' as const };
    const part = { hunt: running, state: '{"cursor":1}', alerts: [alertOf(2), alertOf(1)] };
    expect(await hunts.save(ACME, 0, part)).toBe(true);
    expect(await hunts.save(ACME, 0, { ...part, state: 'other', alerts: [alertOf(9)] })).toBe(false);
    expect(await hunts.job(ACME, hunt.hunt_id)).toEqual({ hunt: running, part: 1, state: '{"cursor":1}' });
    const done = { ...running, status: 'done' as const, preview: 'Nothing.' };
    expect(await hunts.save(ACME, 1, { hunt: done, state: undefined, alerts: [alertOf(2), alertOf(3)] })).toBe(true);
    expect(await hunts.job(ACME, hunt.hunt_id)).toEqual({ hunt: done, part: 2, state: undefined });
    const ids = (await hunts.alerts(ACME, hunt.hunt_id, 10)).map(({ alert_id }) => alert_id);
    expect(ids).toEqual([alertOf(1), alertOf(2), alertOf(3)].map(({ alert_id }) => alert_id));
    expect(await hunts.alerts(ACME, hunt.hunt_id, 1)).toEqual([alertOf(1)]);
    expect(await hunts.alerts(GLOBEX, hunt.hunt_id, 10)).toEqual([]);
    expect(await hunts.save(ACME, 2, { hunt: done, state: undefined, alerts: [] })).toBe(false);
  });

  it('cancels an open one, and leaves what has ended', async () => {
    await hunts.create(ACME, huntOf(1), ...CALM);
    expect(await hunts.cancel(GLOBEX, huntOf(1).hunt_id, START)).toBeUndefined();
    expect(await hunts.cancel(ACME, huntOf(1).hunt_id, START + 5)).toMatchObject({
      status: 'cancelled',
      updated_at: iso(START + 5),
    });
    expect(await hunts.cancel(ACME, huntOf(1).hunt_id, START + 9)).toMatchObject({ updated_at: iso(START + 5) });
    expect(await hunts.save(ACME, 0, { hunt: huntOf(1), state: undefined, alerts: [] })).toBe(false);
    expect(await hunts.create(ACME, huntOf(2), ...CALM)).toBe('created');
  });

  it('gives up what stands still, and forgets what is old', async () => {
    await hunts.create(ACME, huntOf(1), ...CALM);
    expect(await hunts.create(ACME, huntOf(2), START, 0)).toBe('busy');
    expect(await hunts.create(ACME, huntOf(HOUR_MS), START + 2, 0)).toBe('created');
    expect(await hunts.get(ACME, huntOf(1).hunt_id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('start it again'),
    });
    await hunts.cancel(ACME, huntOf(HOUR_MS).hunt_id, START);
    await hunts.create(ACME, huntOf(2 * HOUR_MS), 0, START + 2);
    expect((await hunts.list(ACME, { limit: 9 })).items).toHaveLength(2);
  });

  it('lists the newest first, page by page', async () => {
    for (const n of [1, 2, 3]) {
      await hunts.create(ACME, huntOf(n), ...CALM);
      await hunts.cancel(ACME, huntOf(n).hunt_id, START);
    }
    const first = await hunts.list(ACME, { limit: 2 });
    expect(first.items.map(({ hunt_id }) => hunt_id)).toEqual([huntOf(3).hunt_id, huntOf(2).hunt_id]);
    const second = await hunts.list(ACME, { limit: 2, cursor: first.cursor ?? '' });
    expect(second).toMatchObject({ items: [{ hunt_id: huntOf(1).hunt_id }] });
    expect(second.cursor).toBeUndefined();
  });
});

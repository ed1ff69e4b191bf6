import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notification, Report } from '../../domain/model/response.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { at, NOW, newTenant } from '../support/response-fixture.ts';
import { memoryStores, postgresStores } from '../support/response-stores.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

let scratch: ScratchDatabase;

beforeAll(async () => {
  scratch = await scratchDatabase();
});
afterAll(() => scratch.drop());

const stores = [
  ['in memory', memoryStores],
  ['in PostgreSQL', () => postgresStores(scratch.database)],
] as const;

const notification = (id: string, change: Partial<Notification> = {}): Notification => ({
  notification_id: id,
  kind: 'approval_needed',
  incident_id: 'INC-1',
  title: 'A plan waits',
  body: 'Approve it before noon.',
  created_at: at(NOW),
  ...change,
});

const report = (day: string, change: Partial<Report> = {}): Report => ({
  report_id: `RPT-daily-${day}`,
  kind: 'daily',
  period_start: `${day}T00:00:00.000Z`,
  period_end: `${day}T24:00:00.000Z`,
  created_at: at(NOW),
  files: [{ format: 'pdf', key: `reports/${day}.pdf`, bytes: 12, sha256: 'a'.repeat(64) }],
  ...change,
});

/** All items of a list that is read two at a time. */
const readAll = async <T>(
  read: (query: { limit: number; cursor?: string }) => Promise<{ items: readonly T[]; cursor?: string }>,
): Promise<T[]> => {
  const seen: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: 2, ...(cursor !== undefined && { cursor }) });
    seen.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return seen;
};

describe.each(stores)('notifications %s', (_, storesOf) => {
  it('are kept once and listed newest first, for their tenant', async () => {
    const [{ notifications }, tenant, other] = [storesOf(), await newTenant(scratch), await newTenant(scratch)];
    const { incident_id: _incident, ...withoutIncident } = notification('d', { created_at: at(NOW + 1) });
    const added = [notification('a'), notification('b'), notification('c'), withoutIncident];
    for (const one of added) await notifications.add(tenant, one);
    await notifications.add(tenant, notification('a', { title: 'again' }));
    const [a, b, c, d] = added;
    expect(await readAll((query) => notifications.list(tenant, query))).toEqual([d, c, b, a]);
    expect(await notifications.list(other, { limit: 10 })).toEqual({ items: [] });
  });

  it('keep hostile text', async () => {
    const [{ notifications }, tenant] = [storesOf(), await newTenant(scratch)];
    await notifications.add(tenant, notification('a', { title: '\u0000<b>\ud800', body: `'; --\n` }));
    expect((await notifications.list(tenant, { limit: 1 })).items).toMatchObject([
      { title: '\uFFFD<b>\uFFFD', body: `'; --\n` },
    ]);
  });
});

describe.each(stores)('reports %s', (_, storesOf) => {
  it('keep the first of a period, newest first, for their tenant', async () => {
    const [{ reports }, tenant, other] = [storesOf(), await newTenant(scratch), await newTenant(scratch)];
    const made = ['2026-02-16', '2026-02-17', '2026-02-18'].map((day, n) => report(day, { created_at: at(NOW + n) }));
    for (const one of made) expect(await reports.put(tenant, one)).toEqual(one);
    expect(await reports.put(tenant, report('2026-02-17', { files: [] }))).toEqual(made[1]);
    expect(await readAll((query) => reports.list(tenant, query))).toEqual(made.toReversed());
    expect(await reports.get(tenant, 'RPT-daily-2026-02-16')).toEqual(made[0]);
    expect(await reports.get(tenant, 'RPT-daily-2026-01-01')).toBeUndefined();
    expect(await reports.get(other, 'RPT-daily-2026-02-16')).toBeUndefined();
    expect(await reports.list(other, { limit: 10 })).toEqual({ items: [] });
  });
});

describe.each(stores)('response policies %s', (kind, storesOf) => {
  const MODE = kind === 'in memory' ? 'shadow' : 'human';

  it('are those of onboarding, with the defaults', async () => {
    const [{ policies }, tenant] = [storesOf(), await newTenant(scratch)];
    expect(await policies.of(tenant)).toEqual({ mode: MODE, approvalMinutes: 60, killSwitch: false, neverBlock: [] });
  });

  it('are in shadow for a tenant that nobody knows', async () => {
    expect(await storesOf().policies.of(TenantId.parse('nobody'))).toMatchObject({ mode: 'shadow', neverBlock: [] });
  });

  it('stop one tenant by its kill switch, at once, and say whether that changed anything', async () => {
    const [{ policies }, tenant, other] = [storesOf(), await newTenant(scratch), await newTenant(scratch)];
    expect(await policies.setKillSwitch(tenant, false)).toBe(false);
    expect(await policies.setKillSwitch(tenant, true)).toBe(true);
    expect(await policies.setKillSwitch(tenant, true)).toBe(false);
    expect(await policies.of(tenant)).toMatchObject({ mode: MODE, killSwitch: true });
    expect(await policies.of(other)).toMatchObject({ killSwitch: false });
    expect(await policies.setKillSwitch(tenant, false)).toBe(true);
    expect(await policies.of(tenant)).toMatchObject({ killSwitch: false });
  });

  it('stop every tenant by the switch of the platform, whatever their own says', async () => {
    const [{ policies }, tenant, other] = [storesOf(), await newTenant(scratch), await newTenant(scratch)];
    await policies.setKillSwitch(other, true);
    expect(await policies.setPlatformKillSwitch(true)).toBe(true);
    expect(await policies.setPlatformKillSwitch(true)).toBe(false);
    for (const id of [tenant, other, TenantId.parse('nobody')])
      expect(await policies.of(id)).toMatchObject({ killSwitch: true });
    await policies.setKillSwitch(tenant, false);
    expect(await policies.of(tenant)).toMatchObject({ killSwitch: true });
    expect(await policies.setPlatformKillSwitch(false)).toBe(true);
    expect(await policies.of(tenant)).toMatchObject({ killSwitch: false });
    expect(await policies.of(other)).toMatchObject({ killSwitch: true });
  });

  it('keep the networks that are never blocked', async () => {
    const [{ policies }, tenant, other] = [storesOf(), await newTenant(scratch), await newTenant(scratch)];
    const own = { network: '198.51.100.0/24', reason: 'our branch' };
    await policies.neverBlock(tenant, [own, { network: '2001:db8::/32', reason: 'ours' }]);
    await policies.neverBlock(tenant, [{ ...own, reason: 'the branch in the harbour' }]);
    await policies.neverBlock(tenant, []);
    expect(await policies.of(tenant)).toMatchObject({ neverBlock: ['198.51.100.0/24', '2001:db8::/32'] });
    expect(await policies.of(other)).toMatchObject({ neverBlock: [] });
  });
});

describe('response policies in PostgreSQL', () => {
  it('write networks as networks, and refuse what is none', async () => {
    const [{ policies }, tenant] = [postgresStores(scratch.database), await newTenant(scratch)];
    const networks = ['10.1.2.3/8', '192.0.2.7', '192.0.2.7'].map((network) => ({ network, reason: 'ours' }));
    await policies.neverBlock(tenant, networks);
    expect(await policies.of(tenant)).toMatchObject({ neverBlock: ['10.0.0.0/8', '192.0.2.7/32'] });
    const wrong = policies.neverBlock(tenant, [{ network: 'example.org', reason: 'a name' }]);
    await expect(wrong).rejects.toThrow(/inet/);
  });

  it('do not let a tenant turn the switch of the platform', async () => {
    const tenant = await newTenant(scratch);
    const { numUpdatedRows } = await scratch.database.withTenant(tenant, (tx) =>
      tx.updateTable('platform_switches').set({ engaged: true }).executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { dynamoCorrelationStore } from '../../adapters/dynamodb/correlation-store.ts';
import { dynamoHoldStore } from '../../adapters/dynamodb/hold-store.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { memoryAlertStore } from '../../adapters/memory/alert-store.ts';
import { memoryCorrelationStore } from '../../adapters/memory/correlation-store.ts';
import { memoryHoldStore } from '../../adapters/memory/hold-store.ts';
import { memoryPackStore } from '../../adapters/memory/pack-store.ts';
import { emptyWindow, type WindowState } from '../../domain/detect/composite/window.ts';
import { arrivedPack, receiptOf } from '../../domain/detect/live/pack-progress.ts';
import { StoredState } from '../../domain/detect/live/stored-windows.ts';
import type { Alert } from '../../domain/model/alert.ts';
import { EventId, sortableKeyOf } from '../../domain/model/position.ts';
import type { AlertStore } from '../../domain/ports/alert-store.ts';
import type { CorrelationStore } from '../../domain/ports/correlation-store.ts';
import type { HeldPack, HoldStore } from '../../domain/ports/hold-store.ts';
import type { PackStore } from '../../domain/ports/pack-store.ts';
import { normalizedPack } from '../support/events.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { scratchTable } from '../support/scratch-table.ts';

type Stores = {
  readonly hold: HoldStore<WindowState>;
  readonly packs: PackStore;
  readonly windows: CorrelationStore<WindowState>;
  readonly alerts: AlertStore;
  readonly drop: () => Promise<void>;
};

const HOUR = '2026-02-18T10';
const EXPIRES = 4_000_000_000;
const packAt = (serial: number): HeldPack =>
  arrivedPack(
    { hour: HOUR, bucket: 0, packKey: sortableKeyOf({ shard: 0, sequence: String(serial), subindex: 0 }) },
    [0, 3, 999],
    1_771_410_645_000,
  );
const stored = (pack: HeldPack, version = 1): HeldPack => ({ ...pack, version });
const alertOf = (serial: number): Alert => ({
  id: `1771410645000.${String(serial).padStart(16, '0')}`,
  tenant: ACME,
  timestamp: '2026-02-18T10:30:45.000Z',
  receivedAt: '2026-02-18T10:30:45.000Z',
  rule: { id: '100100', level: 10, description: 'd', groups: [], mitre: { id: [], tactic: [], technique: [] } },
  decoder: {},
  agent: { name: 'h' },
  location: 'l',
  data: {},
  full_log: '<script>alert(1)</script>',
  severity: 'CRITICAL',
  entities: [],
  event_ids: [EventId.parse('0:1:0')],
  ruleset_version: 'v',
  source: 's',
  trust: 'medium',
});
const stateOf = (id: string): WindowState => ({ ...emptyWindow(), hits: [{ id, time: 1 }] });
const keyOf = (group: string | number) => ({ ruleId: '100100', group: String(group) });
const windowOf = (group: string | number, version = 0) => ({
  key: keyOf(group),
  version,
  state: stateOf('0:1:0'),
  expiresAt: EXPIRES,
});

const contract = (name: string, make: () => Promise<Stores>) =>
  describe(`held packs: ${name}`, () => {
    let stores: Stores;
    beforeAll(async () => {
      stores = await make();
    });
    afterAll(() => stores.drop());

    it('holds a pack once, each tenant its own, and says what is held', async () => {
      const { hold } = stores;
      const pack = packAt(1);
      expect(await hold.hold(ACME, pack)).toBe('held');
      expect(await hold.hold(ACME, { ...pack, waiting: [] })).toBe('known');
      expect(await hold.held(ACME)).toEqual([stored(pack)]);
      expect(await hold.held(GLOBEX)).toEqual([]);
      expect(await hold.hold(GLOBEX, pack)).toBe('held');
      await hold.drop(GLOBEX, pack.packKey);
      await hold.drop(GLOBEX, pack.packKey);
      expect(await hold.held(GLOBEX)).toEqual([]);
      await hold.drop(ACME, pack.packKey);
    });

    it('does not hold a pack that has its receipt', async () => {
      const { hold, packs } = stores;
      const pack = packAt(2);
      await packs.evaluated(ACME, receiptOf(ACME, pack, 'v'));
      expect(await hold.hold(ACME, pack)).toBe('known');
      expect(await hold.held(ACME)).toEqual([]);
    });

    it('of many that hold the same pack at once, one does', async () => {
      const { hold } = stores;
      const pack = packAt(3);
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => hold.hold(ACME, pack)));
      expect(outcomes.filter((outcome) => outcome === 'held')).toHaveLength(1);
      await hold.drop(ACME, pack.packKey);
    });

    it('writes progress, windows and alerts together', async () => {
      const { hold, windows, alerts } = stores;
      const pack = packAt(4);
      await hold.hold(ACME, pack);
      const progress = {
        ...stored(pack),
        waiting: [999],
        evaluated: 1,
        errored: { 'rule 7': 1 },
        skipped: { 'pack missing': 2 },
        alerts: { '2026-02-18T10:30': 1 },
        unsent: [alertOf(1).id],
      };
      const change = { packs: [progress], windows: [windowOf('a')], alerts: [alertOf(1)] };
      expect(await hold.commit(ACME, change)).toBe('saved');
      expect(await hold.held(ACME)).toEqual([stored(progress, 2)]);
      expect(await windows.load(ACME, [keyOf('a')])).toEqual([
        { key: keyOf('a'), version: 1, state: stateOf('0:1:0') },
      ]);
      expect(await alerts.get(ACME, alertOf(1).id)).toEqual(alertOf(1));
      await hold.drop(ACME, pack.packKey);
    });

    it('writes nothing where a pack or a window was written, made or let go since it was read', async () => {
      const { hold, windows, alerts } = stores;
      const pack = packAt(5);
      await hold.hold(ACME, pack);
      await windows.save(ACME, windowOf('b'), EXPIRES);
      const stale = [
        { packs: [stored(pack, 7)], windows: [windowOf('c')], alerts: [alertOf(2)] },
        { packs: [stored(packAt(6))], windows: [windowOf('c')], alerts: [alertOf(2)] },
        { packs: [stored(pack)], windows: [windowOf('c'), windowOf('b', 0)], alerts: [alertOf(2)] },
        { packs: [stored(pack)], windows: [windowOf('c'), windowOf('b', 2)], alerts: [alertOf(2)] },
        { packs: [stored(pack)], windows: [windowOf('c', 1)], alerts: [alertOf(2)] },
      ];
      for (const change of stale) expect(await hold.commit(ACME, change)).toBe('conflict');
      expect(await hold.held(ACME)).toEqual([stored(pack)]);
      expect(await windows.load(ACME, [keyOf('c')])).toEqual([]);
      expect(await alerts.get(ACME, alertOf(2).id)).toBeUndefined();
      await hold.drop(ACME, pack.packKey);
    });

    it('of two that go on from the same state, one does', async () => {
      const { hold, windows } = stores;
      const pack = packAt(7);
      await hold.hold(ACME, pack);
      const change = (n: number) => ({
        packs: [{ ...stored(pack), evaluated: n }],
        windows: [windowOf('d'), windowOf(`d${n}`)],
        alerts: [],
      });
      const outcomes = await Promise.all([1, 2, 3].map((n) => hold.commit(ACME, change(n))));
      expect(outcomes.toSorted()).toEqual(['conflict', 'conflict', 'saved']);
      expect(await windows.load(ACME, [keyOf('d1'), keyOf('d2'), keyOf('d3')])).toHaveLength(1);
      await hold.drop(ACME, pack.packKey);
    });

    it('takes a hundred entries, no more', async () => {
      const { hold } = stores;
      const pack = packAt(8);
      await hold.hold(ACME, pack);
      const change = (count: number) => ({
        packs: [stored(pack)],
        windows: Array.from({ length: count }, (_, n) => windowOf(`many ${n}`)),
        alerts: [],
      });
      expect(await hold.commit(ACME, change(100))).toBe('too_large');
      expect(await hold.commit(ACME, change(99))).toBe('saved');
      await hold.drop(ACME, pack.packKey);
    });

    it('finds the pack that an item names', async () => {
      const { packs } = stores;
      const pack = normalizedPack(ACME, 10, 5);
      await packs.put(ACME, pack);
      const name = { hour: pack.hour, bucket: pack.bucket, packKey: sortableKeyOf(pack.first) };
      expect(await packs.pack(ACME, name)).toEqual(pack);
      expect(await packs.pack(ACME, { ...name, bucket: 3 })).toBeUndefined();
      expect(await packs.pack(GLOBEX, name)).toBeUndefined();
    });
  });

contract('in memory', async () => {
  const packs = memoryPackStore();
  const windows = memoryCorrelationStore<WindowState>();
  const alerts = memoryAlertStore();
  return { packs, windows, alerts, hold: memoryHoldStore({ packs, windows, alerts }), drop: async () => undefined };
});

contract('DynamoDB', async () => {
  const { table, drop } = await scratchTable('held');
  return {
    packs: dynamoPackStore(table),
    windows: dynamoCorrelationStore(table, StoredState),
    alerts: dynamoAlertStore(table),
    hold: dynamoHoldStore(table),
    drop,
  };
});

import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { dynamoCorrelationStore } from '../../adapters/dynamodb/correlation-store.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { dynamoRepeatWindows } from '../../adapters/dynamodb/repeat-windows.ts';
import { memoryAlertStore } from '../../adapters/memory/alert-store.ts';
import { memoryCorrelationStore } from '../../adapters/memory/correlation-store.ts';
import { memoryPackStore } from '../../adapters/memory/pack-store.ts';
import { memoryRepeatWindows } from '../../adapters/memory/repeat-windows.ts';
import type { Alert } from '../../domain/model/alert.ts';
import { EventId } from '../../domain/model/position.ts';
import type { AlertStore } from '../../domain/ports/alert-store.ts';
import type { CorrelationStore } from '../../domain/ports/correlation-store.ts';
import type { PackStore } from '../../domain/ports/pack-store.ts';
import type { RepeatWindows } from '../../domain/ports/repeat-windows.ts';
import { normalizedPack } from '../support/events.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { scratchTable } from '../support/scratch-table.ts';

const State = z.object({ hits: z.array(z.string()) });
type Stores = {
  packs: PackStore;
  alerts: AlertStore;
  windows: CorrelationStore<z.infer<typeof State>>;
  repeats: RepeatWindows;
  drop: () => Promise<void>;
};

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const alertAt = (at: string, serial: string, tenant = ACME): Alert => ({
  id: `${Date.parse(at)}.${serial.padStart(16, '0')}`,
  tenant,
  timestamp: at,
  receivedAt: at,
  rule: { id: '100001', level: 5, description: 'd', groups: ['g'], mitre: { id: [], tactic: [], technique: [] } },
  decoder: {},
  agent: { name: 'h' },
  location: 'l',
  data: {},
  full_log: 'x',
  severity: 'MEDIUM',
  entities: [{ kind: 'ip', value: '198.51.100.7' }],
  event_ids: [EventId.parse('0:1:0')],
  ruleset_version: 'v',
  source: 's',
  trust: 'medium',
});

const contract = (name: string, make: () => Promise<Stores>) =>
  describe(`stores of the table: ${name}`, () => {
    let stores: Stores;
    beforeAll(async () => {
      stores = await make();
    });
    afterAll(() => stores.drop());

    it('keeps a pack under its first position and says where the one that is there ends', async () => {
      const { packs } = stores;
      const pack = normalizedPack(ACME, 10, 20);
      expect(await packs.put(ACME, pack)).toEqual({ kind: 'stored' });
      expect(await packs.put(ACME, normalizedPack(ACME, 10, 5))).toEqual({ kind: 'exists', last: pack.last });
      expect(await collect(packs.packsOf(ACME, pack.hour))).toEqual([pack]);
      expect(await collect(packs.packsOf(GLOBEX, pack.hour))).toEqual([]);
      const [size] = await collect(packs.packSizes(ACME, pack.hour));
      expect(size).toMatchObject({ events: 20, minutes: { '2026-02-18T10:30': 20 } });
    });

    it('moves a watermark forward only', async () => {
      const { packs } = stores;
      expect(await packs.watermark(ACME, 0)).toBeUndefined();
      for (const sequence of ['999', '1000', '2', '1000'])
        await packs.advance(ACME, 0, { shard: 0, sequence, subindex: 3 });
      expect(await packs.watermark(ACME, 0)).toEqual({ shard: 0, sequence: '1000', subindex: 3 });
      expect(await packs.watermark(ACME, 1)).toBeUndefined();
      expect(await packs.watermark(GLOBEX, 0)).toBeUndefined();
    });

    it('keeps quarantine entries by position and receipts by pack', async () => {
      const { packs } = stores;
      const entries = Array.from({ length: 30 }, (_, n) => ({
        tenant: ACME,
        id: EventId.parse(`0:${n + 1}:0`),
        source: 's',
        receivedAt: '2026-02-18T10:30:00.000Z',
        reason: 'json_malformed' as const,
        detail: 'd',
      }));
      await packs.quarantine(ACME, entries);
      await packs.quarantine(ACME, entries.slice(5, 9));
      expect(await collect(packs.quarantined(ACME, '2026-02-18'))).toEqual(entries);
      const head = { tenant: ACME, hour: '2026-02-18T10', packKey: 'k', skipped: {}, rulesetVersion: 'v' };
      const receipt = { ...head, evaluated: 3, errored: { '7': 1 }, alerts: { '2026-02-18T10:30': 2 } };
      await packs.evaluated(ACME, receipt);
      await packs.evaluated(ACME, receipt);
      expect(await packs.evaluation(ACME, '2026-02-18T10', 'k')).toEqual(receipt);
      expect(await collect(packs.evaluations(ACME, '2026-02-18T10'))).toEqual([receipt]);
      expect(await packs.evaluation(GLOBEX, '2026-02-18T10', 'k')).toBeUndefined();
    });

    it('lists alerts by time over days and pages, each tenant its own', async () => {
      const { alerts } = stores;
      const times = [
        '2026-02-17T23:59:59.999Z',
        '2026-02-18T00:00:00.000Z',
        '2026-02-18T12:00:00.000Z',
        '2026-02-19T00:00:00.000Z',
      ];
      await alerts.put(
        ACME,
        times.map((at, n) => alertAt(at, String(n))),
      );
      await alerts.put(ACME, [alertAt('2026-02-18T12:00:00.000Z', '2')]);
      await alerts.put(GLOBEX, [alertAt('2026-02-18T12:00:00.000Z', '9', GLOBEX)]);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await alerts.list(ACME, '2026-02-17T00:00:00.000Z', '2026-02-19T00:00:00.000Z', 2, cursor);
        seen.push(...page.items.map(({ timestamp }) => timestamp));
        cursor = page.cursor;
      } while (cursor);
      expect(seen).toEqual(times.slice(0, 3));
      const one = alertAt('2026-02-18T12:00:00.000Z', '9', GLOBEX);
      expect(await alerts.get(GLOBEX, one.id)).toEqual(one);
      expect(await alerts.get(ACME, one.id)).toBeUndefined();
      expect(await alerts.get(ACME, 'no id')).toBeUndefined();
    });

    it('writes a correlation window only over the version that was read', async () => {
      const { windows } = stores;
      const key = { ruleId: '100100', group: `["<img src=x onerror=alert(1)>","${'long'.repeat(2_000)}"]` };
      expect(await windows.load(ACME, [key])).toEqual([]);
      expect(await windows.save(ACME, { key, version: 0, state: { hits: ['a'] } }, 4_000_000_000)).toBe('saved');
      expect(await windows.save(ACME, { key, version: 0, state: { hits: ['b'] } }, 4_000_000_000)).toBe('conflict');
      const [read] = await windows.load(ACME, [key, { ruleId: '100100', group: 'other' }]);
      expect(read).toEqual({ key, version: 1, state: { hits: ['a'] } });
      expect(await windows.save(ACME, { key, version: 1, state: { hits: ['a', 'c'] } }, 4_000_000_000)).toBe('saved');
      expect(await windows.load(GLOBEX, [key])).toEqual([]);
      const many = Array.from({ length: 250 }, (_, n) => ({ ruleId: '100101', group: String(n) }));
      for (const each of many.slice(0, 120))
        await windows.save(ACME, { key: each, version: 0, state: { hits: [] } }, 4_000_000_000);
      expect(await windows.load(ACME, many)).toHaveLength(120);
    });

    it('remembers sightings by position', async () => {
      const { repeats } = stores;
      const base = Date.parse('2026-02-18T10:30:00.000Z');
      const sightings = Array.from({ length: 200 }, (_, n) => ({
        fingerprint: `f${n % 7}`,
        ingestId: `i${n}`,
        position: { shard: 0, sequence: String(1000 + n), subindex: 0 },
        at: base + n * 1_000,
      }));
      await repeats.record(ACME, sightings);
      await repeats.record(ACME, sightings);
      expect(await repeats.ofMinute(ACME, '2026-02-18T10:30')).toEqual(sightings.slice(0, 60));
      expect(await repeats.ofMinute(ACME, '2026-02-18T10:33')).toEqual(sightings.slice(180));
      expect(await repeats.ofMinute(ACME, '2026-02-18T10:29')).toEqual([]);
      expect(await repeats.ofMinute(GLOBEX, '2026-02-18T10:30')).toEqual([]);
    });

    it('takes the sightings of a burst: fingerprints do not compress', async () => {
      const { repeats } = stores;
      const burst = Array.from({ length: 12_000 }, (_, n) => ({
        fingerprint: createHash('sha256').update(`burst ${n}`).digest('hex'),
        ingestId: randomUUID(),
        position: { shard: 1, sequence: String(1_000_000 + n), subindex: 0 },
        at: Date.UTC(2026, 1, 19, 10, 30),
      }));
      await repeats.record(ACME, burst);
      expect(await repeats.ofMinute(ACME, '2026-02-19T10:30')).toEqual(burst);
    });
  });

contract('memory', async () => ({
  packs: memoryPackStore(),
  alerts: memoryAlertStore(),
  windows: memoryCorrelationStore(),
  repeats: memoryRepeatWindows(),
  drop: async () => undefined,
}));
contract('DynamoDB', async () => {
  const { table, drop } = await scratchTable('stores');
  return {
    packs: dynamoPackStore(table),
    alerts: dynamoAlertStore(table),
    windows: dynamoCorrelationStore(table, State),
    repeats: dynamoRepeatWindows(table),
    drop,
  };
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoSourceWatchStore } from '../../adapters/dynamodb/source-watch-store.ts';
import { memorySourceWatchStore } from '../../adapters/memory/source-watch-store.ts';
import type { SourceWatchStore } from '../../domain/ports/source-watch-store.ts';
import type { WatchState } from '../../domain/sources/watch-state.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { scratchTable } from '../support/scratch-table.ts';

const state = (ranAt: number): WatchState => ({
  ranAt,
  runningSince: 1,
  sources: {
    fw: {
      condition: 'silent',
      since: '2026-02-18T10:20:00.000Z',
      fineSince: 3,
      blindRules: ['100701'],
      blindTechniques: ['T1046'],
      notice: { ingestId: 'watch/1', at: '2026-02-18T10:30:00.000Z', line: '{"a":1}' },
    },
  },
});

const SETUPS: readonly [string, () => Promise<{ store: SourceWatchStore; drop: () => Promise<void> }>][] = [
  ['memory', async () => ({ store: memorySourceWatchStore(), drop: async () => {} })],
  [
    'DynamoDB',
    async () => {
      const { table, drop } = await scratchTable('watch');
      return { store: dynamoSourceWatchStore(table), drop };
    },
  ],
];

for (const [name, setUp] of SETUPS)
  describe(`what the watch knows: ${name}`, () => {
    let store: SourceWatchStore;
    let drop: () => Promise<void>;
    beforeAll(async () => {
      ({ store, drop } = await setUp());
    });
    afterAll(() => drop());

    it('is kept by tenant, and changed only from the version that was read', async () => {
      expect(await store.load(ACME)).toBeUndefined();
      expect(await store.save(ACME, state(1), 1)).toBe(false);
      expect(await store.save(ACME, state(1), 0)).toBe(true);
      expect(await store.save(ACME, state(2), 0)).toBe(false);
      expect(await store.load(ACME)).toEqual({ version: 1, state: state(1) });
      expect(await store.save(ACME, state(3), 1)).toBe(true);
      expect(await store.load(ACME)).toEqual({ version: 2, state: state(3) });
      expect(await store.load(GLOBEX)).toBeUndefined();
    });
  });

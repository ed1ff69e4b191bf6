import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryOfferLedger } from '../../adapters/memory/offer-ledger.ts';
import { memoryPackStore } from '../../adapters/memory/pack-store.ts';
import { memorySourceWatchStore } from '../../adapters/memory/source-watch-store.ts';
import { ACME } from '../../test/support/lines.ts';
import { mortalAt } from '../../test/support/mortal.ts';
import type { Envelope } from '../model/envelope.ts';
import { HOUR_MS, hourOf, MINUTE_MS } from '../model/time.ts';
import { NotAvailable } from '../ports/not-available.ts';
import type { SourceActivity, SourceFigures, SourceHistory } from '../ports/source-figures.ts';
import { type WatchPorts, watchTenant } from './watch-tenant.ts';

const NOW = Date.parse('2026-02-18T10:30:00Z');
const hours = new Map(
  Array.from({ length: 72 }, (_, hour) => [hourOf(new Date(NOW - (hour + 1) * HOUR_MS).toISOString()), 1000] as const),
);
const history = new Map<string, SourceHistory>([
  ['fw', { hours, logSources: ['firewall'], longestGap: 0 }],
  ['ad', { hours, logSources: ['active_directory'], longestGap: 0 }],
]);
const needs = [{ id: '100701', logSources: new Set(['firewall']), techniques: ['T1046'] }];

/** A tenant whose sources deliver until the given time. */
const system = () => {
  const lastSeen = new Map([
    ['fw', Number.POSITIVE_INFINITY],
    ['ad', Number.POSITIVE_INFINITY],
  ]);
  const envelopes: Envelope[] = [];
  let now = NOW;
  const recent = async (): ReturnType<SourceFigures['recent']> =>
    new Map(
      [...lastSeen].map(([source, until]): [string, SourceActivity] => [
        source,
        { events: 1000, newest: Math.min(now, until), timed: 0 },
      ]),
    );
  const figures: SourceFigures = { history: async () => history, recent };
  const ports: WatchPorts = {
    figures,
    ledger: memoryOfferLedger(),
    packs: memoryPackStore(),
    store: memorySourceWatchStore(),
    writer: {
      put: async (_, offered) => {
        envelopes.push(...offered);
        return { accepted: offered, refused: [] };
      },
    },
  };
  const watch = (changed: Partial<WatchPorts> = {}, disabled: ReadonlySet<string> = new Set()) =>
    watchTenant(
      { tenant: ACME, sources: ['fw', 'ad'], disabled, history, needs, hasher: nodeHasher, now },
      { ...ports, ...changed },
    );
  const minutes = async (count: number): Promise<void> => {
    for (let minute = 0; minute < count; minute++) {
      now += MINUTE_MS;
      await watch();
    }
  };
  const lines = (): { event_type: string; source_id: string }[] => envelopes.map(({ raw }) => JSON.parse(raw));
  return {
    ports,
    envelopes,
    watch,
    minutes,
    lines,
    events: () => lines().map(({ event_type, source_id }) => `${event_type} ${source_id}`),
    stop: (source: string) => lastSeen.set(source, now),
    start: (source: string) => lastSeen.set(source, Number.POSITIVE_INFINITY),
    sleep: (milliseconds: number) => {
      now += milliseconds;
    },
  };
};

describe('watchTenant', () => {
  it('tells of silence once, with what is blind, and of the recovery after five fine minutes', async () => {
    const tenant = system();
    await tenant.minutes(20);
    tenant.stop('fw');
    await tenant.minutes(9);
    expect(tenant.events()).toEqual([]);
    await tenant.minutes(30);
    expect(tenant.events()).toEqual(['source_silent fw']);
    expect(tenant.lines()[0]).toMatchObject({
      log_type: 'watchkeep',
      since: '2026-02-18T10:50:00.000Z',
      blind_rule_count: 1,
      blind_rules: ['100701'],
      blind_techniques: ['T1046'],
    });
    expect(tenant.envelopes[0]).toMatchObject({ tenant: ACME, source: 'watchkeep', trust: 'high' });
    tenant.start('fw');
    await tenant.minutes(5);
    expect(tenant.events()).toHaveLength(1);
    await tenant.minutes(5);
    expect(tenant.events()).toEqual(['source_silent fw', 'source_recovered fw']);
  });

  it('accuses nobody after a sleep or a stop of the whole platform', async () => {
    const tenant = system();
    await tenant.minutes(20);
    tenant.stop('fw');
    tenant.stop('ad');
    tenant.sleep(8 * HOUR_MS);
    await tenant.minutes(9);
    expect(tenant.events()).toEqual([]);
  });

  it('concludes nothing at its first run, of a disabled source, or where search does not answer', async () => {
    const tenant = system();
    tenant.stop('fw');
    tenant.sleep(HOUR_MS);
    await tenant.watch();
    expect(tenant.events()).toEqual([]);
    for (let minute = 0; minute < 20; minute++) {
      tenant.sleep(MINUTE_MS);
      await tenant.watch({}, new Set(['fw']));
    }
    expect(tenant.events()).toEqual([]);
    const down = async (): Promise<never> => {
      throw new NotAvailable('Search does not answer.');
    };
    const figures = { history: down, recent: down };
    await expect(tenant.watch({ figures })).rejects.toThrow(NotAvailable);
    expect(tenant.events()).toEqual([]);
  });

  it('a run killed at any call repeats the line under its id and time, and loses none', async () => {
    let survived = false;
    for (let n = 1; !survived; n++) {
      const tenant = system();
      await tenant.minutes(20);
      tenant.stop('fw');
      await tenant.minutes(9);
      tenant.sleep(MINUTE_MS);
      const mortal = mortalAt(n);
      const { ports } = tenant;
      survived = await tenant
        .watch({
          figures: mortal(ports.figures),
          ledger: mortal(ports.ledger),
          packs: mortal(ports.packs),
          store: mortal(ports.store),
          writer: mortal(ports.writer),
        })
        .then(() => true)
        .catch(() => false);
      await tenant.minutes(3);
      expect(new Set(tenant.events())).toEqual(new Set(['source_silent fw']));
      expect(new Set(tenant.envelopes.map(({ ingestId, receivedAt, raw }) => ingestId + receivedAt + raw)).size).toBe(
        1,
      );
      expect(n).toBeLessThan(50);
    }
  });

  it('keeps the line where the stream refuses it, and tells later', async () => {
    const tenant = system();
    await tenant.minutes(20);
    tenant.stop('fw');
    await tenant.minutes(9);
    tenant.sleep(MINUTE_MS);
    const refused: WatchPorts['writer'] = {
      put: async (_, envelopes) => ({
        accepted: [],
        refused: envelopes.map((envelope) => ({ envelope, reason: 'throttled' })),
      }),
    };
    await expect(tenant.watch({ writer: refused })).rejects.toThrow('did not take 1 lines');
    await tenant.minutes(2);
    expect(tenant.events()).toEqual(['source_silent fw']);
  });
});

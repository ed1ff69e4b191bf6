import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDetector } from '../../adapters/detector.ts';
import { nodeHasher, signerOf } from '../../adapters/hashing.ts';
import { memoryOfferLedger } from '../../adapters/memory/offer-ledger.ts';
import { memoryPackStore } from '../../adapters/memory/pack-store.ts';
import { memorySourceWatchStore } from '../../adapters/memory/source-watch-store.ts';
import { memoryTenantRegistry } from '../../adapters/memory/tenant-registry.ts';
import { readParsers } from '../../adapters/parser-files.ts';
import { readRuleNeeds } from '../../adapters/rule-needs.ts';
import { memoryWindows } from '../../domain/detect/composite/windows.ts';
import type { Detector } from '../../domain/detect/live/detector.ts';
import { evaluatePrepared, prepareEvents } from '../../domain/detect/live/evaluate-events.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { Envelope } from '../../domain/model/envelope.ts';
import { EventId } from '../../domain/model/position.ts';
import { HOUR_MS, hourOf, MINUTE_MS } from '../../domain/model/time.ts';
import { normalize } from '../../domain/normalize/normalize.ts';
import { parserSet } from '../../domain/normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import type { SourceFigures, SourceHistory } from '../../domain/ports/source-figures.ts';
import type { RuleNeeds } from '../../domain/sources/blindness.ts';
import { ACME, GLOBEX } from '../../test/support/lines.ts';
import { observe } from '../support/observability.ts';
import { watchHandler } from './handler.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const START = Date.parse('2026-02-18T10:30:00Z');
const hours = new Map(
  Array.from({ length: 72 }, (_, n) => [hourOf(new Date(START - (n + 1) * HOUR_MS).toISOString()), 1000] as const),
);
const HISTORY = new Map<string, SourceHistory>([['fw', { hours, logSources: ['firewall'], longestGap: 0 }]]);
const ingested = START + 5 * MINUTE_MS;
const FIGURES: SourceFigures = {
  history: async () => HISTORY,
  recent: async () => new Map([['fw', { events: 500, newest: ingested, timed: 0 }]]),
};

let detector: Detector;
let needs: readonly RuleNeeds[];
let parsers: ReturnType<typeof parserSet>;
beforeAll(async () => {
  detector = await readDetector(ROOT);
  needs = await readRuleNeeds(ROOT, detector.ruleset);
  parsers = parserSet((await readParsers(ROOT)).parsers);
});

/** The envelopes of half an hour of runs in which `fw` is silent after five minutes, and what the runs threw. */
const watched = async (figures: SourceFigures = FIGURES) => {
  const registry = memoryTenantRegistry();
  const policy = { mode: 'human', incidentLevel: 7, windowMinutes: 60 } as const;
  await registry.save({ id: ACME, name: 'Acme', enabled: true }, policy);
  await registry.save({ id: GLOBEX, name: 'Globex', enabled: false }, policy);
  const envelopes: Envelope[] = [];
  let now = START;
  const handler = watchHandler({
    registry,
    ports: {
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
    },
    needs,
    hasher: nodeHasher,
    clock: () => now,
    ...observe('watch'),
  });
  const errors: unknown[] = [];
  for (; now <= START + 30 * MINUTE_MS; now += MINUTE_MS) await handler().catch((error: unknown) => errors.push(error));
  return { envelopes, errors };
};

/** The alerts that normalize and detect make of an envelope. */
const alertsOf = (envelope: Envelope): readonly Alert[] => {
  const context = {
    hasher: nodeHasher,
    signer: signerOf('test', new Uint8Array(32).fill(7)),
    zones: DEFAULT_ZONES,
    parsers,
    repeated: () => false,
  };
  const line = normalize({ id: EventId.parse('0:1:0'), envelope }, context);
  if (line.kind !== 'event') throw new Error(line.entry.detail);
  return evaluatePrepared(prepareEvents([line.event], detector), detector, memoryWindows()).alerts;
};

describe('watch', () => {
  it('a silent source makes an alert of level 10 that names blind rules and techniques', async () => {
    const { envelopes, errors } = await watched();
    expect(errors).toEqual([]);
    const [notice, ...others] = envelopes;
    if (notice === undefined) throw new Error('no line about the source');
    expect(others).toEqual([]);
    const [alert] = alertsOf(notice);
    expect(alert).toMatchObject({ tenant: ACME, rule: { id: '100901', level: 10 } });
    const description = alert?.rule.description ?? '';
    expect(description).toContain('Source fw is silent since 2026-02-18T10:35:00.000Z. Blind: ');
    const blind = needs.filter(({ logSources }) => logSources.size === 1 && logSources.has('firewall'));
    expect(blind.length).toBeGreaterThan(0);
    expect(description).toContain(`${blind.length} rules (`);
    for (const { id } of blind) expect(description).toContain(id);
    expect(description).toMatch(/techniques: .*T1046/);
  });

  it.each(['firewall-1', 'watchkeep-2', 'Watchkeep', 'edge/watchkeep'])(
    'a line of the source %s that claims to be of the watch is no notice',
    async (source) => {
      const [notice] = (await watched()).envelopes;
      if (notice === undefined) throw new Error('no line about the source');
      const syslog = `<134>1 2026-02-18T10:40:00Z watchkeep watchkeep - - - ${notice.raw}`;
      const claims = [notice.raw, notice.raw.replace('{', '{"source":"watchkeep","location":"watchkeep",'), syslog];
      for (const raw of claims) expect(alertsOf({ ...notice, source, raw }).map(({ rule }) => rule.id)).toEqual([]);
    },
  );

  it('concludes nothing, and does not fail, where search does not answer', async () => {
    const down = async (): Promise<never> => {
      throw new NotAvailable('Search does not answer.');
    };
    expect(await watched({ history: down, recent: down })).toEqual({ envelopes: [], errors: [] });
  });

  it('fails where anything else is wrong, so that the alarm sees it', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('table gone');
    };
    const { errors } = await watched({ history: broken, recent: broken });
    expect(String(errors[0])).toContain('acme-bank: table gone');
  });
});

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDetector } from '../../adapters/detector.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { detectLines } from '../../detections/testing/detect-lines.ts';
import { groupAlerts } from '../../domain/incident/grouping.ts';
import { entityKey } from '../../domain/model/entity.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { HOUR_MS } from '../../domain/model/time.ts';
import { programmeOf } from '../programme.ts';
import { attackNames, playScenario } from './catalogue.ts';

const detector = await readDetector(path.join(fileURLToPath(new URL('.', import.meta.url)), '../..'));
const START = Date.parse('2026-02-18T10:00:00Z');
const TENANT = TenantId.parse('offline-bank');
const SEEDS = [70_001, 70_002, 70_003, 70_004, 70_005, 70_006, 70_007, 70_008];

const played = (name: string, seed: number) => {
  const scenario = playScenario(name, { seed, start: START });
  if (!scenario) throw new Error(`no scenario ${name}`);
  return scenario;
};

/** The incidents of lines as detect and the grouping see them: the entities of each, sorted. */
const incidentsOf = (lines: Parameters<typeof detectLines>[0]): string[][] => {
  const { alerts, quarantined } = detectLines(lines, detector);
  expect(quarantined).toEqual([]);
  const opening = alerts.filter(({ rule }) => rule.level >= 4);
  const { groups } = groupAlerts(
    { alerts: opening, spans: [], candidates: [], windowMs: HOUR_MS },
    { tenant: TENANT, hasher: nodeHasher },
  );
  return groups.map((group) =>
    [...new Set(group.alerts.flatMap(({ entities }) => entities.map(entityKey)))].toSorted(),
  );
};

/** Attacks whose alerts all share an entity: one incident about exactly who is in it. */
const EXACT = ['credential-stuffing', 'sql-injection', 'stolen-cloud-key'];

describe.each(EXACT)('%s', (name) => {
  it.each(SEEDS)('with seed %i is one incident about exactly its entities', (seed) => {
    const { lines, truth } = played(name, seed);
    expect(incidentsOf(lines)).toEqual([truth.entities.map(entityKey).toSorted()]);
  });

  it('stands out from ordinary traffic', () => {
    const programme = programmeOf({ worldSeed: 71_000, start: START, rate: 50, scenario: { name, seed: 71_001 } });
    const entities = programme.truth?.entities.map(entityKey).toSorted();
    expect(incidentsOf(programme.lines)).toEqual([entities]);
  });
});

describe.each(attackNames.filter((name) => !EXACT.includes(name)))('%s', (name) => {
  it.each(SEEDS.slice(0, 4))('with seed %i opens an incident, and none about anybody else', (seed) => {
    const { lines, truth } = played(name, seed);
    const incidents = incidentsOf(lines);
    expect(incidents.length).toBeGreaterThan(0);
    const involved = new Set(truth.entities.map(entityKey));
    expect(incidents.flat().filter((entity) => !involved.has(entity))).toEqual([]);
  });
});

describe('ordinary traffic opens no incident', () => {
  it.each([
    ['an hour of a working day', '2026-02-18T10:00:00Z', 72_001, 3600],
    ['a night', '2026-02-19T02:30:00Z', 72_002, 450],
    ['the end of a month', '2026-02-27T22:30:00Z', 72_003, 450],
    ['a weekend', '2026-02-21T14:00:00Z', 72_004, 450],
    ['a Monday morning', '2026-02-23T07:30:00Z', 72_005, 450],
  ])('%s', { timeout: 600_000 }, (_, start, worldSeed, seconds) => {
    const { lines } = programmeOf({ worldSeed, start: Date.parse(start), rate: 50, seconds });
    const { alerts, quarantined, errored, events } = detectLines(lines, detector);
    expect(events).toBe(seconds * 50);
    expect(quarantined).toEqual([]);
    expect(errored).toEqual({});
    expect(alerts.filter(({ rule }) => rule.level >= 4).map(({ rule }) => rule.description)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTechniques } from '../../adapters/technique-catalogue.ts';
import { entityKey } from '../../domain/model/entity.ts';
import { DAY_MS, HOUR_MS } from '../../domain/model/time.ts';
import type { Variant } from '../line.ts';
import { attackNames, playScenario, scenarioNames, twinNames, variantsOf } from './catalogue.ts';

const root = path.join(fileURLToPath(new URL('.', import.meta.url)), '../..');
const techniques = readTechniques(readFileSync(path.join(root, 'data/attack/techniques.json'), 'utf8'));
const START = Date.parse('2026-02-18T10:00:00Z');
const SEEDS = [73_001, 73_002, 73_003, 73_004, 73_005, 73_006];

const played = (name: string, seed: number, variant: Variant = 'plain') => {
  const scenario = playScenario(name, { seed, start: START, variant });
  if (!scenario) throw new Error(`no scenario ${name}, ${variant}`);
  return scenario;
};

const ways = scenarioNames.flatMap((name) => variantsOf(name).map((variant) => [name, variant] as const));

describe('the catalogue', () => {
  it('has twelve attacks, each also low and slow, and four benign twins', () => {
    expect(attackNames).toHaveLength(12);
    expect(twinNames).toHaveLength(4);
    expect(ways).toHaveLength(28);
  });

  it('knows no other names and variants', () => {
    expect(playScenario('alien-landing', { seed: 1, start: START })).toBeUndefined();
    expect(playScenario(twinNames[0] ?? '', { seed: 1, start: START, variant: 'low-and-slow' })).toBeUndefined();
    expect(playScenario('constructor', { seed: 1, start: START })).toBeUndefined();
  });
});

describe.each(ways)('%s, %s', (name, variant) => {
  it('is the same for the same seed, and about others for each other', () => {
    expect(played(name, 1, variant)).toEqual(played(name, 1, variant));
    const entities = SEEDS.map((seed) => played(name, seed, variant).truth.entities.map(entityKey));
    for (const [index, mine] of entities.entries())
      for (const theirs of entities.slice(index + 1))
        expect(mine.filter((entity) => theirs.includes(entity))).toEqual([]);
  });

  it('says of each line what it is, in order of time', () => {
    const { lines, truth } = played(name, 2, variant);
    expect(truth).toMatchObject({ scenario: name, variant, seed: 2 });
    expect(lines.every(({ at }, index) => at >= (lines[index - 1]?.at ?? START))).toBe(true);
    const malicious = lines.filter((line) => line.malicious);
    expect(truth.verdict).toBe(malicious.length > 0 ? 'attack' : 'benign');
    const bounding = malicious.length > 0 ? malicious : lines;
    expect(new Date(bounding[0]?.at ?? 0).toISOString()).toBe(truth.from);
    expect(new Date(bounding.at(-1)?.at ?? 0).toISOString()).toBe(truth.to);
    expect([...new Set(malicious.map(({ stage }) => stage))]).toEqual(truth.stages);
    expect([...new Set(malicious.flatMap((line) => line.techniques))].toSorted()).toEqual(truth.techniques);
    expect(truth.techniques.filter((technique) => !techniques.has(technique))).toEqual([]);
    expect(new Set(truth.entities.map(entityKey)).size).toBe(truth.entities.length);
  });

  it('says in its lines whom it is about', () => {
    const { lines, truth } = played(name, 3, variant);
    const text = lines.map(({ line }) => line).join('\n');
    expect(truth.entities.filter(({ value }) => !text.includes(value)).map(entityKey)).toEqual([]);
  });
});

describe.each(attackNames)('%s', (name) => {
  it('is over within an hour, and low and slow takes many hours at a lower rate', () => {
    const spans = (['plain', 'low-and-slow'] as const).map((variant) => {
      const { truth, lines } = played(name, 4, variant);
      return { length: Date.parse(truth.to) - Date.parse(truth.from), lines: lines.length };
    });
    const [plain, slow] = spans;
    expect(plain?.length).toBeLessThan(HOUR_MS);
    expect(slow?.length).toBeGreaterThan(12 * HOUR_MS);
    expect(slow?.length).toBeLessThan(30 * DAY_MS);
    expect((slow?.lines ?? 0) / (slow?.length ?? 1)).toBeLessThan((plain?.lines ?? 0) / (plain?.length ?? 1) / 20);
  });
});

describe.each(twinNames)('%s', (name) => {
  it('is benign: no line of it is malicious', () => {
    const { lines, truth } = played(name, 5);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.some(({ malicious }) => malicious)).toBe(false);
    expect(truth).toMatchObject({ verdict: 'benign', stages: [], techniques: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { programmeOf } from './programme.ts';
import { playScenario } from './scenarios/catalogue.ts';

const START = Date.parse('2026-02-18T10:00:00Z');
const options = { worldSeed: 91_000, start: START };

describe('programmeOf', () => {
  it('has rate times seconds lines of ordinary traffic', () => {
    const { lines, truth } = programmeOf({ ...options, rate: 50, seconds: 4 });
    expect([...lines]).toHaveLength(200);
    expect(truth).toBeUndefined();
  });

  it('plays the scenario in the middle of it, in order, and ends with it', () => {
    const scenario = { name: 'sql-injection', seed: 91_001 };
    const alone = playScenario(scenario.name, { seed: scenario.seed, worldSeed: 91_000, start: START + 1000 });
    const { lines, truth } = programmeOf({ ...options, rate: 20, scenario });
    const all = [...lines];
    const attack = new Set(alone?.lines.map(({ line }) => line));
    expect(truth).toEqual(alone?.truth);
    expect(all.filter(({ line }) => attack.has(line)).map(({ line }) => line)).toEqual([...attack]);
    expect(all.every(({ at }, index) => at >= (all[index - 1]?.at ?? START))).toBe(true);
    expect(all.length).toBeGreaterThan(attack.size);
    expect(all.at(-1)?.at).toBe(alone?.lines.at(-1)?.at);
  });

  it('plays the scenario alone at rate 0', () => {
    const { lines } = programmeOf({ ...options, rate: 0, scenario: { name: 'stolen-cloud-key', seed: 91_002 } });
    expect(new Set([...lines].map(({ logSource }) => logSource))).toEqual(new Set(['cloud']));
  });

  it('refuses a scenario that does not exist', () => {
    const scenario = { name: 'alien-landing', seed: 1 };
    expect(() => programmeOf({ ...options, rate: 1, scenario })).toThrow('no scenario named alien-landing');
  });
});

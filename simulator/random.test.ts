import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const draws = (seed: string | number, count = 1000): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('createRandom', () => {
  it('gives the same draws for the same seed and others for another', () => {
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('draws uniformly', () => {
    const mean = draws('uniform', 20_000).reduce((sum, draw) => sum + draw, 0) / 20_000;
    expect(mean).toBeGreaterThan(0.49);
    expect(mean).toBeLessThan(0.51);
  });

  it('keeps integers within their bounds and reaches both', () => {
    const random = createRandom('integers');
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
    expect([...seen].toSorted()).toEqual([3, 4, 5, 6]);
  });

  it('picks by weight, and never what weighs nothing', () => {
    const random = createRandom('weights');
    const picks = Array.from({ length: 4000 }, () =>
      random.weighted([
        ['a', 3],
        ['b', 1],
        ['never', 0],
      ]),
    );
    expect(picks).not.toContain('never');
    const share = picks.filter((pick) => pick === 'a').length / picks.length;
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = createRandom('shuffle').shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });

  it('forks without consuming draws', () => {
    const [one, other] = [createRandom(1), createRandom(1)];
    one.fork('branch').next();
    expect(one.next()).toBe(other.next());
  });
});

import { describe, expect, it } from 'vitest';
import { exclusive } from './exclusive.ts';

describe('exclusive', () => {
  it('runs works of one name in the order of the calls, also behind one that fails', async () => {
    const oneByOne = exclusive();
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} ends`);
      if (name === 'b') throw new Error('b failed');
      return name;
    };
    const all = await Promise.allSettled(['a', 'b', 'c'].map((name) => oneByOne('set', work(name))));
    expect(seen).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('runs other names meanwhile', async () => {
    const oneByOne = exclusive();
    expect(await oneByOne('a', () => oneByOne('b', async () => 'inner'))).toBe('inner');
  });
});

import { describe, expect, it } from 'vitest';
import { barsChart } from './chart-bars.ts';
import { columnsChart } from './chart-columns.ts';

const rectangles = (svg: string): { y: number; height: number; fill: string }[] =>
  [...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)" fill="(#\w+)"/g)].map(
    ([, y, height, fill]) => ({ y: Number(y), height: Number(height), fill: fill ?? '' }),
  );

describe('charts', () => {
  it('stacks columns to scale, with a grid of round numbers', () => {
    const svg = columnsChart(
      ['00:00', '01:00'],
      [
        { name: 'Low', color: '#111111', values: [3, 0] },
        { name: 'High', color: '#222222', values: [6, 1] },
      ],
    );
    const [low, high, single] = rectangles(svg).filter(({ height }) => height !== 9);
    expect(high?.height).toBeCloseTo(2 * (low?.height ?? 0), 1);
    expect((high?.y ?? 0) + (high?.height ?? 0)).toBeCloseTo(low?.y ?? 0, 1);
    expect(single?.height).toBeCloseTo((low?.height ?? 0) / 3, 1);
    expect([...svg.matchAll(/text-anchor="end">([\d,]+)</g)].map(([, label]) => label)).toEqual(['0', '5', '10']);
  });

  it('draws nothing where there is nothing, and no number that is none', () => {
    for (const svg of [
      columnsChart([], []),
      columnsChart(['a'], [{ name: 'x', color: '#111', values: [] }]),
      barsChart([]),
    ])
      expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('escapes and shortens labels', () => {
    const svg = barsChart([{ label: `<b>${'x'.repeat(100)}`, value: 1_234 }]);
    expect(svg).toContain('&lt;b&gt;xxx');
    expect(svg).toMatch(/x…<\/text>/);
    expect(svg).toContain('>1,234<');
  });
});

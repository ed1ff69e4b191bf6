import type { Series } from './document.ts';
import { escapeMarkup } from './escape.ts';
import { number } from './words.ts';

const WIDTH = 515;
const HEIGHT = 170;
const [LEFT, RIGHT, TOP, BOTTOM] = [30, 4, 24, 22];
const LABELS = 12;

/** The least of 1, 2, 5, 10, 20, … that makes at most `steps` steps up to `peak`: the distance of the grid lines. */
const gridStep = (peak: number, steps: number): number => {
  for (let power = 1; ; power *= 10)
    for (const factor of [1, 2, 5]) if (peak <= factor * power * steps) return factor * power;
};

const legend = (series: readonly Series[]): string =>
  series
    .map(({ name, color }, at) => {
      const x = LEFT + at * 80;
      return `<rect x="${x}" y="4" width="9" height="9" fill="${color}"/><text x="${x + 13}" y="12" font-size="9" fill="#333">${escapeMarkup(name)}</text>`;
    })
    .join('');

/** Stacked columns, one a label, with a grid and a legend, as SVG of 515 by 170 units. Counts are not negative. */
export const columnsChart = (labels: readonly string[], series: readonly Series[]): string => {
  const sums = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const step = gridStep(Math.max(1, ...sums), 4);
  const top = step * Math.ceil(Math.max(1, ...sums) / step);
  const scale = (HEIGHT - TOP - BOTTOM) / top;
  const yOf = (value: number): number => Number((HEIGHT - BOTTOM - value * scale).toFixed(2));
  const slot = (WIDTH - LEFT - RIGHT) / Math.max(1, labels.length);

  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => {
    const y = yOf(at * step);
    return `<line x1="${LEFT}" y1="${y}" x2="${WIDTH - RIGHT}" y2="${y}" stroke="#ddd" stroke-width="0.6"/><text x="${LEFT - 5}" y="${y + 3}" font-size="8" fill="#555" text-anchor="end">${number(at * step)}</text>`;
  });
  const columns = labels.map((_, at) => {
    const x = (LEFT + at * slot + slot * 0.15).toFixed(2);
    let below = 0;
    return series
      .map(({ color, values }) => {
        const value = values[at] ?? 0;
        if (value === 0) return '';
        below += value;
        return `<rect x="${x}" y="${yOf(below)}" width="${(slot * 0.7).toFixed(2)}" height="${(value * scale).toFixed(2)}" fill="${color}"/>`;
      })
      .join('');
  });
  const every = Math.ceil(labels.length / LABELS);
  const names = labels.map((label, at) =>
    at % every === 0
      ? `<text x="${(LEFT + (at + 0.5) * slot).toFixed(2)}" y="${HEIGHT - 8}" font-size="8" fill="#555" text-anchor="middle">${escapeMarkup(label)}</text>`
      : '',
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${legend(series)}${grid.join('')}${columns.join('')}${names.join('')}</svg>`;
};

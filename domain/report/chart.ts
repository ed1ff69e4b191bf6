import { barsChart } from './chart-bars.ts';
import { columnsChart } from './chart-columns.ts';
import type { Chart } from './document.ts';

/** The chart as SVG, escaped; without a description, which its surroundings give. */
export const chartSvg = (chart: Chart): string =>
  chart.kind === 'columns' ? columnsChart(chart.labels, chart.series) : barsChart(chart.rows);

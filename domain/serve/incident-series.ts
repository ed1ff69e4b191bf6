import type { Band } from '../model/alert.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { MINUTE_MS } from '../model/time.ts';
import type { IncidentCount } from '../ports/response-metrics.ts';
import { invalid, type Problem } from './problem.ts';
import type { TimeWindow } from './time-window.ts';

/** Lengths of a step in minutes, finest first. */
const STEPS = { '1m': 1, '5m': 5, '15m': 15, '1h': 60, '1d': 1440 } as const;
export type Step = keyof typeof STEPS;

const USUAL_STEPS = 300;
const MOST_STEPS = 1500;

/** A window that starts and ends at a step. */
export type SeriesWindow = TimeWindow & { readonly step: Step; readonly minutes: number };

export type SeriesRow = { readonly time: string } & Readonly<Record<Band, number>>;

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

const aligned = ({ from, to }: TimeWindow, step: Step): SeriesWindow & { readonly steps: number } => {
  const minutes = STEPS[step];
  const size = minutes * MINUTE_MS;
  const start = Math.floor(Date.parse(from) / size);
  const end = Math.ceil(Date.parse(to) / size);
  return { from: iso(start * size), to: iso(end * size), step, minutes, steps: end - start };
};

/** The window widened to whole steps; without a step as fine as gives 300 rows or fewer. */
export const seriesWindow = (window: TimeWindow, step?: Step): Result<SeriesWindow, Problem> => {
  if (step !== undefined) {
    const { steps, ...found } = aligned(window, step);
    if (steps <= MOST_STEPS) return ok(found);
    return fail(
      invalid([{ field: 'step', reason: `gives ${steps} rows, more than ${MOST_STEPS}: take a longer one` }]),
    );
  }
  const finest = (['1m', '5m', '15m', '1h'] as const).find((name) => aligned(window, name).steps <= USUAL_STEPS);
  const { steps: _, ...found } = aligned(window, finest ?? '1d');
  return ok(found);
};

/** A row a step, oldest first, those without incidents too. */
export const incidentSeries = (window: SeriesWindow, counts: readonly IncidentCount[]): SeriesRow[] => {
  const size = window.minutes * MINUTE_MS;
  const start = Date.parse(window.from);
  const rows = Array.from({ length: (Date.parse(window.to) - start) / size }, (_, n) => ({
    time: iso(start + n * size),
    LOW: 0,
    MEDIUM: 0,
    HIGH: 0,
    CRITICAL: 0,
  }));
  for (const { time, band, count } of counts) {
    const row = rows[Math.floor((Date.parse(time) - start) / size)];
    if (row) row[band] += count;
  }
  return rows;
};

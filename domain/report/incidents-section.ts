import type { Band } from '../model/alert.ts';
import type { IncidentStatus } from '../model/incident.ts';
import { HOUR_MS } from '../model/time.ts';
import type { Block, Section } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { BAND_COLORS, BANDS, capitalized, clockTime, counted, number } from './words.ts';

/** Where an incident stands, in the words of people who do not know the state table. */
const STANDINGS = [
  'In progress',
  'Awaits approval',
  'Responded',
  'Refused',
  'Failed',
  'Rolled back',
  'Recorded',
  'Closed',
];

const STANDING_OF: Readonly<Record<IncidentStatus, number>> = {
  new: 0,
  scoring: 0,
  enriching: 0,
  planning: 0,
  approved: 0,
  executing: 0,
  pending_approval: 1,
  executed: 2,
  denied: 3,
  expired: 3,
  failed: 4,
  rolled_back: 5,
  recorded: 6,
  closed: 7,
};

const hoursChart = ({ incidents, period }: ReportFigures): Block => {
  const start = Math.floor(Date.parse(period.from) / HOUR_MS) * HOUR_MS;
  const length = Math.ceil((Date.parse(period.to) - start) / HOUR_MS);
  const hours = Array.from({ length }, (_, at) => new Date(start + at * HOUR_MS).toISOString());
  const counts = new Map(incidents.hours.map(({ hour, band, count }) => [`${Date.parse(hour)} ${band}`, count]));
  const valuesOf = (band: Band): number[] => hours.map((hour) => counts.get(`${Date.parse(hour)} ${band}`) ?? 0);
  const sums = hours.map((_, at) => BANDS.reduce((sum, band) => sum + (valuesOf(band)[at] ?? 0), 0));
  const peak = Math.max(0, ...sums);
  const busiest = hours[sums.indexOf(peak)];
  return {
    kind: 'chart',
    title: 'Incidents opened by hour (UTC)',
    description:
      busiest === undefined ? '' : `Most were opened in the hour from ${clockTime(busiest)}: ${number(peak)}.`,
    chart: {
      kind: 'columns',
      labels: hours.map(clockTime),
      series: BANDS.toReversed().map((band) => ({
        name: capitalized(band.toLowerCase()),
        color: BAND_COLORS[band],
        values: valuesOf(band),
      })),
    },
  };
};

const standingsTable = ({ incidents }: ReportFigures): Block => {
  const rowOf = (band?: Band): number[] => {
    const row = STANDINGS.map(() => 0);
    for (const { band: of, status, count } of incidents.statuses)
      if (band === undefined || band === of) row[STANDING_OF[status]] = (row[STANDING_OF[status]] ?? 0) + count;
    return row;
  };
  const cells = (title: string, row: readonly number[]): string[] => [
    title,
    ...row.map((count) => (count === 0 ? '·' : number(count))),
    number(row.reduce((sum, count) => sum + count, 0)),
  ];
  return {
    kind: 'table',
    hasTotal: true,
    columns: [
      { title: 'Severity', align: 'left' },
      ...[...STANDINGS, 'All'].map((title) => ({ title, align: 'right' }) as const),
    ],
    rows: [...BANDS.map((band) => cells(capitalized(band.toLowerCase()), rowOf(band))), cells('All', rowOf())],
  };
};

export const incidentsSection = (figures: ReportFigures): Section => ({
  id: 'incidents',
  title: 'Incidents',
  blocks: [
    ...(figures.incidents.hours.length > 0 ? [hoursChart(figures)] : []),
    standingsTable(figures),
    {
      kind: 'note',
      text: `Where the incidents of the period stood when this report was written. “Refused”: a person denied the plan, or nobody decided in time. “Recorded”: the policy is “shadow”. In the period before, ${counted(figures.incidents.openedBefore, 'incident')} were opened.`,
    },
  ],
});

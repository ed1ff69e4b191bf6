import type { Timing } from '../ports/response-metrics.ts';
import type { Section } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { duration, number } from './words.ts';

const rowOf = (name: string, { count, mean, p95 }: Timing): string[] => [
  name,
  number(count),
  mean === undefined ? '–' : duration(mean),
  p95 === undefined ? '–' : duration(p95),
];

/** How long it took from an incident to its plan, its decision and its response. */
export const responseSection = ({ response }: ReportFigures): Section => ({
  id: 'response',
  title: 'Response times',
  blocks: [
    {
      kind: 'table',
      hasTotal: false,
      columns: [
        { title: 'From … to …', align: 'left' },
        { title: 'Measured', align: 'right' },
        { title: 'Mean', align: 'right' },
        { title: '95 % within', align: 'right' },
      ],
      rows: [
        rowOf('Incident opened to response plan', response.secondsToPlan),
        rowOf('Approval asked for to a person’s decision', response.secondsToDecision),
        rowOf('Incident opened to first verified action', response.secondsToResponse),
      ],
    },
    { kind: 'note', text: 'Plans that expired or were overtaken do not count as decided.' },
  ],
});

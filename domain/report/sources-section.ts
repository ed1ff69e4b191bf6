import type { Section } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { plain } from './plain.ts';
import { quarantinedOf } from './source-volumes.ts';
import { number, percent, spaced } from './words.ts';

const reasonsOf = (quarantined: Readonly<Record<string, number>>): string =>
  Object.entries(quarantined)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${spaced(reason)} ${number(count)}`)
    .join(', ');

/** What came from where, and how much of it could not be read. */
export const sourcesSection = ({ sources }: ReportFigures): Section => {
  const sum = (of: (source: (typeof sources)[number]) => number): number =>
    sources.reduce((total, source) => total + of(source), 0);
  const [lines, refused, quarantined] = [sum((s) => s.lines), sum((s) => s.refused), sum(quarantinedOf)];
  return {
    id: 'sources',
    title: 'Sources',
    blocks: [
      {
        kind: 'table',
        hasTotal: true,
        columns: [
          { title: 'Source', align: 'left' },
          { title: 'Lines', align: 'right' },
          { title: 'Refused', align: 'right' },
          { title: 'Quarantined', align: 'right' },
          { title: 'Rate', align: 'right' },
          { title: 'Reasons', align: 'left' },
        ],
        rows: [
          ...sources.map((source) => [
            plain(source.source, 60),
            number(source.lines),
            number(source.refused),
            number(quarantinedOf(source)),
            percent(quarantinedOf(source), source.lines),
            reasonsOf(source.quarantined),
          ]),
          ['All', number(lines), number(refused), number(quarantined), percent(quarantined, lines), ''],
        ],
      },
      {
        kind: 'note',
        text: 'Refused lines were too long or came too fast; their senders were told. Quarantined lines are in the archive as they came, but are in no format that Watchkeep reads. “Retried” ones were sent twice and counted once.',
      },
    ],
  };
};

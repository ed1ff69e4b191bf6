import type { Section } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { plain } from './plain.ts';
import { counted, ENTITY_NAMES, listed } from './words.ts';

/** Which techniques and whom the incidents were about. */
export const activitySection = ({ incidents, techniqueNames }: ReportFigures): Section => {
  const techniques = incidents.techniques.map(({ techniqueId, incidents: value }) => ({
    label: techniqueNames[techniqueId] ? `${techniqueId} ${techniqueNames[techniqueId]}` : techniqueId,
    value,
  }));
  const entities = incidents.entities.map(({ entity, incidents: value }) => ({
    label: `${ENTITY_NAMES[entity.kind]} ${plain(entity.value, 60)}`,
    value,
  }));
  const most = (rows: readonly { label: string; value: number }[]): string =>
    `Most frequent: ${listed(rows.slice(0, 3).map(({ label, value }) => `${label} in ${counted(value, 'incident')}`))}.`;
  if (techniques.length + entities.length === 0)
    return { id: 'activity', title: 'Techniques and targets', blocks: [{ kind: 'paragraph', text: 'None.' }] };
  return {
    id: 'activity',
    title: 'Techniques and targets',
    blocks: [
      ...(techniques.length > 0
        ? [
            {
              kind: 'chart',
              title: 'ATT&CK techniques by number of incidents',
              description: most(techniques),
              chart: { kind: 'bars', rows: techniques },
            } as const,
          ]
        : []),
      ...(entities.length > 0
        ? [
            {
              kind: 'chart',
              title: 'Users, addresses and machines by number of incidents',
              description: most(entities),
              chart: { kind: 'bars', rows: entities },
            } as const,
          ]
        : []),
    ],
  };
};

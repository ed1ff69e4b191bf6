import { expect, it } from 'vitest';
import { EventId } from '../../domain/model/position.ts';
import { exampleAlert } from '../../domain/serve/contract/examples.ts';
import { evidenceLabels } from './evidence-labels.ts';

it('numbers alerts and their events; an event that two share keeps its first label', () => {
  const [first, second] = ['0:1:1', '0:1:2'].map((id) => EventId.parse(id));
  if (!first || !second) throw new Error('no ids');
  const labels = evidenceLabels([
    { ...exampleAlert, id: '1.000000000000000a', event_ids: [first] },
    { ...exampleAlert, id: '1.000000000000000b', event_ids: [first, second] },
  ]);
  expect([...labels].map(([id, { label }]) => [id, label])).toEqual([
    ['1.000000000000000a', 'A1'],
    [first, 'A1.1'],
    ['1.000000000000000b', 'A2'],
    [second, 'A2.2'],
  ]);
});

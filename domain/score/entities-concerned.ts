import { entitiesOf } from '../incident/links.ts';
import { plainText } from '../incident/plain-text.ts';
import type { Alert } from '../model/alert.ts';
import { type Entity, entityKey } from '../model/entity.ts';

const MAXIMUM_VALUE = 512;

/**
 * What alerts are about, and the hosts that reported them: what an inventory may know. Named most often first, then by
 * kind and value, so that the order of the alerts does not matter.
 */
export const entitiesConcerned = (alerts: readonly Pick<Alert, 'entities' | 'agent'>[]): readonly Entity[] => {
  const counts = new Map<string, { entity: Entity; count: number }>();
  for (const alert of alerts) {
    const host = plainText(alert.agent.name).slice(0, MAXIMUM_VALUE).toWellFormed();
    const named = [...entitiesOf(alert), ...(host === '' ? [] : [{ kind: 'host' as const, value: host }])];
    for (const [key, entity] of new Map(named.map((entity) => [entityKey(entity), entity])))
      counts.set(key, { entity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts]
    .toSorted(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
    .map(([, { entity }]) => entity);
};

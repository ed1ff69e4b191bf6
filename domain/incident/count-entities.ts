import type { Alert } from '../model/alert.ts';
import type { CountedEntity } from './incident-record.ts';
import { entitiesOf, linkKey } from './links.ts';

/** The entities of alerts with the number of alerts that name each. */
export const countEntities = (alerts: readonly Alert[]): readonly CountedEntity[] => {
  const counted = new Map<string, CountedEntity>();
  for (const alert of alerts)
    for (const entity of entitiesOf(alert)) {
      const key = linkKey(entity);
      counted.set(key, { ...entity, alertCount: (counted.get(key)?.alertCount ?? 0) + 1 });
    }
  return [...counted.values()];
};

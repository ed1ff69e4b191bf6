import { z } from 'zod';
import type { Alert } from '../model/alert.ts';
import { type Entity, EntityKind } from '../model/entity.ts';
import { plainText } from './plain-text.ts';

/** What two alerts must share to belong together: an entity, or, where an alert has none, the rule and where it fired. */
export const Link = z.object({ kind: z.enum([...EntityKind.options, 'rule']), value: z.string() }).readonly();
export type Link = z.infer<typeof Link>;

export const linkKey = (link: Link): string => `${link.kind}:${link.value}`;

/** The entities of an alert, each once, as they can be stored. */
export const entitiesOf = (alert: Pick<Alert, 'entities'>): readonly Entity[] => {
  const byKey = new Map<string, Entity>();
  for (const { kind, value } of alert.entities) {
    const entity = { kind, value: plainText(value) };
    byKey.set(linkKey(entity), entity);
  }
  return [...byKey.values()];
};

/**
 * The links of an alert. A host links only where nothing more specific is known: many users share a host, and linking
 * them would make one incident of everything that happens on it.
 */
export const linksOf = (alert: Pick<Alert, 'entities' | 'rule' | 'agent'>): readonly Link[] => {
  const entities = entitiesOf(alert);
  const specific = entities.filter((entity) => entity.kind !== 'host');
  if (specific.length > 0) return specific;
  if (entities.length > 0) return entities;
  return [{ kind: 'rule', value: plainText(`${alert.rule.id}@${alert.agent.name}`).slice(0, 512) }];
};

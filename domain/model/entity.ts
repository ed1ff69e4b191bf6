import { z } from 'zod';

/** Who or what an alert is about. */
export const EntityKind = z.enum(['user', 'ip', 'host', 'account', 'access_key']);
export type EntityKind = z.infer<typeof EntityKind>;

export const Entity = z.object({ kind: EntityKind, value: z.string().min(1).max(512) });
export type Entity = z.infer<typeof Entity>;

export const entityKey = (entity: Entity): string => `${entity.kind}:${entity.value}`;

import type { Entity } from '../model/entity.ts';
import type { TenantId } from '../model/tenant.ts';

/** How often an entity occurred. */
export type Sightings = {
  readonly entity: Entity;
  /** Events that name it. */
  readonly events: number;
  /** Days (UTC) with at least one of them. */
  readonly days: number;
};

export type EntityHistoryAnswer = {
  /** The tenant's earliest event in the time asked for, RFC 3339; undefined where there is none. */
  readonly since?: string;
  /** One for each entity, in their order. */
  readonly sightings: readonly Sightings[];
};

/** What the events of a tenant say about entities: the past that a behaviour is compared with. */
export type EntityHistory = {
  /**
   * Events whose time lies in [from, to), RFC 3339. Of at most 20 entities.
   * @throws NotAvailable where the store does not answer, or not completely
   */
  sightings(tenant: TenantId, entities: readonly Entity[], from: string, to: string): Promise<EntityHistoryAnswer>;
};

import { type Entity, entityKey } from '../../domain/model/entity.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { dayOf } from '../../domain/model/time.ts';
import type { EntityHistory } from '../../domain/ports/entity-history.ts';

/** An event as far as the past of entities goes. */
export type PastEvent = { readonly tenant: TenantId; readonly at: string; readonly entities: readonly Entity[] };

/** The past in memory. */
export const memoryEntityHistory = (events: readonly PastEvent[]): EntityHistory => ({
  async sightings(tenant, entities, from, to) {
    const within = events
      .filter((event) => event.tenant === tenant)
      .filter(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to))
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const [earliest] = within;
    return {
      ...(earliest && { since: earliest.at }),
      sightings: entities.map((entity) => {
        const naming = within.filter((event) => event.entities.some((one) => entityKey(one) === entityKey(entity)));
        return { entity, events: naming.length, days: new Set(naming.map(({ at }) => dayOf(at))).size };
      }),
    };
  },
});

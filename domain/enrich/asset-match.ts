import type { Asset, AssetMatch } from '../model/enrichment.ts';
import { type Entity, entityKey } from '../model/entity.ts';
import { matchesEntity } from './entity-pattern.ts';

/** From this tier on an asset is protected; an asset that nobody knows counts as one. */
export const PROTECTED_TIER = 9;

/** An asset keeps this many of the entities that it was matched by: more than an incident's alerts name. */
const MAXIMUM_ENTITIES = 1_000;

const byTier = (a: AssetMatch, b: AssetMatch): number =>
  b.tier - a.tier || (a.asset_id < b.asset_id ? -1 : a.asset_id > b.asset_id ? 1 : 0);

const sortedEntities = (entities: readonly Entity[]): Entity[] =>
  [...new Map(entities.map((entity) => [entityKey(entity), entity]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entity]) => entity);

/** The assets that any of the entities belongs to, the highest tier first. The order of both lists does not matter. */
export const matchAssets = (assets: readonly Asset[], entities: readonly Entity[]): readonly AssetMatch[] => {
  const sorted = sortedEntities(entities);
  return assets
    .flatMap(({ asset_id, name, tier, business_impact, owner, matches }): AssetMatch[] => {
      const matched = sorted.filter((entity) => matches.some((pattern) => matchesEntity(pattern, entity)));
      if (matched.length === 0) return [];
      return [{ asset_id, name, tier, business_impact, owner, entities: matched.slice(0, MAXIMUM_ENTITIES) }];
    })
    .toSorted(byTier);
};

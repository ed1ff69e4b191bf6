import { PROTECTED_TIER } from '../enrich/asset-match.ts';
import type { Alert } from '../model/alert.ts';
import type { AssetMatch } from '../model/enrichment.ts';
import { entityKey } from '../model/entity.ts';
import type { ScoreFactor } from '../model/score.ts';
import { entitiesConcerned } from './entities-concerned.ts';
import { MAXIMUM_EVIDENCE } from './severity-factor.ts';

const MAXIMUM_TIER = 10;
const WEIGHT = 0.25;

/** The more critical the most critical asset, the higher the score. An asset that nobody knows counts as protected. */
export const assetFactor = (assets: readonly AssetMatch[], alerts: readonly Alert[]): ScoreFactor => {
  const highest = assets.reduce<AssetMatch | undefined>(
    (best, asset) => (best === undefined || asset.tier > best.tier ? asset : best),
    undefined,
  );
  const tier = highest?.tier ?? PROTECTED_TIER;
  const keys = new Set(highest?.entities.map(entityKey));
  const naming = alerts.filter((alert) => entitiesConcerned([alert]).some((entity) => keys.has(entityKey(entity))));
  return {
    name: 'asset',
    weight: WEIGHT,
    value: tier / MAXIMUM_TIER,
    reason: highest
      ? `the most critical asset concerned is ${highest.name}, tier ${tier} of ${MAXIMUM_TIER}`
      : `no asset of the inventory is concerned: it counts as protected, tier ${tier} of ${MAXIMUM_TIER}`,
    evidence: [
      ...(highest ? [highest.asset_id] : []),
      ...(naming.length > 0 ? naming : alerts).slice(0, MAXIMUM_EVIDENCE).map(({ id }) => id),
    ],
  };
};

import type { Alert } from '../model/alert.ts';
import type { AssetMatch } from '../model/enrichment.ts';
import type { Incident } from '../model/incident.ts';
import type { Score, ScoreFactor } from '../model/score.ts';
import { assetFactor } from './asset-factor.ts';
import { confidenceOf } from './confidence.ts';
import { daysKnown, HISTORY_DAYS, type History } from './history.ts';
import { inOrder } from './incident-alerts.ts';
import { rarityFactor } from './rarity-factor.ts';
import { severityFactor } from './severity-factor.ts';

export type ScoreInput = {
  readonly incident: Pick<Incident, 'severity'>;
  readonly alerts: readonly Alert[];
  /** The assets that the alerts concern. */
  readonly assets: readonly AssetMatch[];
  readonly history: History;
  /** What the reading of the alerts left out, in words. */
  readonly limits?: readonly string[];
};

/** The past must reach back this far before something counts as new. */
const MINIMUM_DAYS = 1;
/** Seen on so few days of the past, an entity counts as rare. */
const RARE_DAYS = 2;

const riskOf = (factors: readonly ScoreFactor[]): number => {
  const sum = factors.reduce((total, { weight, value }) => total + weight * value, 0);
  return Math.round(Math.min(1, Math.max(0, sum)) * 1_000) / 10;
};

/** `first_seen_ip`, `rare_user`: kinds of which an entity was not or hardly seen before. */
const anomalyFlagsOf = (history: History): string[] => {
  if (daysKnown(history) < MINIMUM_DAYS) return [];
  const flags = (history.answer?.sightings ?? []).flatMap(({ entity, days }) => {
    if (days === 0) return [`first_seen_${entity.kind}`];
    return days <= Math.min(RARE_DAYS, daysKnown(history) / 10) ? [`rare_${entity.kind}`] : [];
  });
  return [...new Set(flags)].toSorted();
};

const limitsOf = ({ assets, history, limits = [] }: ScoreInput): string[] => {
  const days = daysKnown(history);
  const unasked =
    history.answer === undefined ? 'nothing is known of the past: search was not there to answer' : undefined;
  const short =
    unasked === undefined && days < HISTORY_DAYS
      ? `events of ${days.toFixed(1)} of the ${HISTORY_DAYS} days before are known`
      : undefined;
  const unknown =
    assets.length === 0 ? 'no asset of the inventory matches: the tier is the one of protected assets' : undefined;
  return [
    ...limits,
    ...[unasked, short, unknown].filter((limit) => limit !== undefined),
    'rarity counts the days on which an entity occurred, not what it did; no trained model takes part',
  ];
};

/**
 * How dangerous an incident is: 0.5 severity + 0.25 asset + 0.25 rarity, times 100. Rises with the rule level, with the tier
 * of the most critical asset and with the rarity of the rarest entity. Decides nothing: the band alone does.
 */
export const scoreIncident = (input: ScoreInput): Score => {
  const alerts = inOrder(input.alerts);
  const factors = [
    severityFactor(input.incident.severity, alerts),
    assetFactor(input.assets, alerts),
    rarityFactor(input.history, alerts),
  ];
  return {
    risk_score: riskOf(factors),
    confidence: confidenceOf({ alerts, hasAsset: input.assets.length > 0, days: daysKnown(input.history) }),
    anomaly_flags: anomalyFlagsOf(input.history),
    factors,
    limits: limitsOf(input),
  };
};

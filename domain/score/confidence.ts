import type { Alert } from '../model/alert.ts';
import { HISTORY_DAYS } from './history.ts';

/** What rules alone allow. The four parts add up to 0.95: nothing is certain. */
const BASE = 0.25;
const TRUST = { high: 0.2, medium: 0.1, low: 0 } as const;
const ASSET = 0.25;
const HISTORY = 0.25;

/**
 * How much is known, 0 to 1: a rule fired, how far the best source can be trusted, whether an asset was recognised, and
 * how much of the past there is.
 */
export const confidenceOf = (known: {
  readonly alerts: readonly Pick<Alert, 'trust'>[];
  readonly hasAsset: boolean;
  readonly days: number;
}): number => {
  const trust = Math.max(0, ...known.alerts.map((alert) => TRUST[alert.trust]));
  const history = HISTORY * Math.min(1, Math.max(0, known.days / HISTORY_DAYS));
  return Math.round((BASE + trust + (known.hasAsset ? ASSET : 0) + history) * 100) / 100;
};

import type { Alert } from '../model/alert.ts';
import type { ScoreFactor } from '../model/score.ts';

/** The highest level that rules have. */
const MAXIMUM_LEVEL = 16;
const WEIGHT = 0.5;
export const MAXIMUM_EVIDENCE = 20;

/** The higher the incident's highest rule level, the higher the score. `alerts` in order. */
export const severityFactor = (severity: number, alerts: readonly Alert[]): ScoreFactor => {
  const level = Math.min(MAXIMUM_LEVEL, Math.max(0, severity));
  const highest = alerts.filter(({ rule }) => rule.level >= level);
  return {
    name: 'severity',
    weight: WEIGHT,
    value: level / MAXIMUM_LEVEL,
    reason: `the highest rule level is ${level} of ${MAXIMUM_LEVEL}`,
    evidence: (highest.length > 0 ? highest : alerts).slice(0, MAXIMUM_EVIDENCE).map(({ id }) => id),
  };
};

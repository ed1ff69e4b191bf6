import type { Alert } from '../../../../domain/model/alert.ts';
import { opens } from './detection.ts';
import { firingLine, type Run } from './run.ts';
import { rounded } from './scenario-score.ts';

/** How often a rule of the incident level or above was right. */
export type RuleScore = {
  readonly rule: string;
  readonly level: number;
  readonly description: string;
  readonly alerts: number;
  readonly on_malicious_lines: number;
  readonly precision: number;
};

/** Scores every rule that fired in the runs or in ordinary traffic, by precision, then by how often it fired. */
export const scoreRules = (runs: readonly Run[], ordinary: readonly Alert[]): RuleScore[] => {
  const counts = new Map<string, { alert: Alert; alerts: number; right: number }>();
  const count = (alert: Alert, right: boolean): void => {
    const entry = counts.get(alert.rule.id) ?? { alert, alerts: 0, right: 0 };
    entry.alerts += 1;
    entry.right += right ? 1 : 0;
    counts.set(alert.rule.id, entry);
  };
  for (const run of runs)
    for (const alert of run.alerts.filter(opens)) count(alert, firingLine(run, alert)?.malicious ?? false);
  for (const alert of ordinary.filter(opens)) count(alert, false);
  return [...counts.values()]
    .map(({ alert: { rule }, alerts, right }) => ({
      rule: rule.id,
      level: rule.level,
      description: rule.description,
      alerts,
      on_malicious_lines: right,
      precision: rounded(right / alerts),
    }))
    .toSorted((a, b) => a.precision - b.precision || b.alerts - a.alerts || a.rule.localeCompare(b.rule));
};

import type { Detector } from '../detect/live/detector.ts';
import { evaluatePrepared, prepareEvents } from '../detect/live/evaluate-events.ts';
import type { Alert } from '../model/alert.ts';
import type { NormalizedEvent } from '../model/event.ts';
import type { Suppression } from './change.ts';
import type { ExpiringWindows } from './expiring-windows.ts';
import { suppresses } from './suppresses.ts';

/**
 * What a hunt evaluates. `find`: the alerts of some rules of the candidate. `compare`: the current rules against the
 * candidate. `suppress`: the current rules with and without the suppression.
 */
export type HuntRules =
  | { readonly kind: 'find'; readonly candidate: Detector; readonly ruleIds: ReadonlySet<string> }
  | {
      readonly kind: 'compare';
      readonly current: Detector;
      readonly candidate: Detector;
      readonly ruleIds: ReadonlySet<string>;
    }
  | { readonly kind: 'suppress'; readonly current: Detector; readonly suppression: Suppression };

/** `found`: by the hunt's own rules, also where the current rules raise the same alert. */
export type HuntChangeOfAlert = 'found' | 'added' | 'removed';

export type HuntedAlert = { readonly change: HuntChangeOfAlert; readonly alert: Alert };

export type Compared = {
  readonly alerts: readonly HuntedAlert[];
  readonly before: number;
  readonly after: number;
  readonly found: number;
  readonly failures: number;
};

type Both = { readonly current: ExpiringWindows; readonly candidate: ExpiringWindows };

const withinRange = (alerts: readonly Alert[], from: number): readonly Alert[] =>
  alerts.filter(({ timestamp }) => Date.parse(timestamp) >= from);

/**
 * Evaluates events, given in order, and says what the change makes of their alerts. An alert is known by rule and event, as
 * its id is; the two sides see the same events, so nothing has to be remembered for the comparison. Events before `from`
 * (milliseconds) fill the windows only.
 */
export const compareRules = (
  events: readonly NormalizedEvent[],
  rules: HuntRules,
  windows: Both,
  from: number,
): Compared => {
  const evaluate = (detector: Detector, prepared: ReturnType<typeof prepareEvents>, state: ExpiringWindows) => {
    const { alerts, failures } = evaluatePrepared(prepared, detector, state);
    return { alerts: withinRange(alerts, from), failures: failures.length };
  };
  if (rules.kind === 'suppress') {
    const { alerts, failures } = evaluate(rules.current, prepareEvents(events, rules.current), windows.current);
    const removed = alerts.filter((alert) => suppresses(rules.suppression, alert));
    return {
      alerts: removed.map((alert) => ({ change: 'removed', alert })),
      before: alerts.length,
      after: alerts.length - removed.length,
      found: 0,
      failures,
    };
  }
  const { candidate, ruleIds } = rules;
  const after = evaluate(candidate, prepareEvents(events, candidate), windows.candidate);
  const found = after.alerts.filter(({ rule }) => ruleIds.has(rule.id));
  if (rules.kind === 'find') {
    return {
      alerts: found.map((alert) => ({ change: 'found', alert })),
      before: 0,
      after: after.alerts.length,
      found: found.length,
      failures: after.failures,
    };
  }
  const before = evaluate(rules.current, prepareEvents(events, rules.current), windows.current);
  const [idsBefore, idsAfter] = [before, after].map(({ alerts }) => new Set(alerts.map(({ id }) => id)));
  const changeOf = (alert: Alert): HuntChangeOfAlert => (idsBefore?.has(alert.id) ? 'found' : 'added');
  return {
    alerts: [
      ...before.alerts.filter(({ id }) => !idsAfter?.has(id)).map((alert) => ({ change: 'removed' as const, alert })),
      ...after.alerts
        .filter(({ id, rule }) => ruleIds.has(rule.id) || !idsBefore?.has(id))
        .map((alert) => ({ change: changeOf(alert), alert })),
    ],
    before: before.alerts.length,
    after: after.alerts.length,
    found: found.length,
    failures: before.failures + after.failures,
  };
};

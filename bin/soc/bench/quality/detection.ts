import { memoryWindows } from '../../../../domain/detect/composite/windows.ts';
import type { Detector } from '../../../../domain/detect/live/detector.ts';
import { evaluatePrepared, prepareEvents } from '../../../../domain/detect/live/evaluate-events.ts';
import { type Group, groupAlerts } from '../../../../domain/incident/grouping.ts';
import { DEFAULT_GROUPING_POLICY } from '../../../../domain/incident/suppression.ts';
import type { Alert } from '../../../../domain/model/alert.ts';
import type { NormalizedEvent } from '../../../../domain/model/event.ts';
import { EventId } from '../../../../domain/model/position.ts';
import { normalize } from '../../../../domain/normalize/normalize.ts';
import type { SimulatedLine } from '../../../../simulator/line.ts';
import { BENCH_TENANT } from '../lines.ts';
import { normalizing } from '../normalizing.ts';

const BATCH = 10_000;

/** The lines as events, each received when it happened; line n (from 0) has the id `0:<n>:0`. */
export const eventsOf = (lines: readonly SimulatedLine[], first = 0): NormalizedEvent[] =>
  lines.flatMap(({ at, line }, index) => {
    const envelope = {
      tenant: BENCH_TENANT,
      source: 'bench',
      trust: 'medium' as const,
      receivedAt: new Date(at).toISOString(),
      ingestId: `bench-${first + index}`,
      encoding: 'utf8' as const,
      raw: line,
    };
    const result = normalize({ id: EventId.parse(`0:${first + index}:0`), envelope }, normalizing);
    return result.kind === 'event' ? [result.event] : [];
  });

/** The number of the line that an event was. */
export const lineOf = (eventId: string): number => Number(eventId.split(':')[1]);

/** The rules over a sequence of events, as the pipeline runs them; correlation goes on from call to call. */
export const detecting = (detector: Detector): ((events: readonly NormalizedEvent[]) => Alert[]) => {
  const windows = memoryWindows();
  return (events) => {
    const alerts: Alert[] = [];
    for (let from = 0; from < events.length; from += BATCH)
      alerts.push(
        ...evaluatePrepared(prepareEvents(events.slice(from, from + BATCH), detector), detector, windows).alerts,
      );
    return alerts;
  };
};

/** An alert that an incident is made of, by the policy of a new tenant. */
export const opens = (alert: Alert): boolean => alert.rule.level >= DEFAULT_GROUPING_POLICY.incidentLevel;

/** The incidents that alerts become. */
export const incidentsOf = (alerts: readonly Alert[]): readonly Group[] => {
  const { windowMs } = DEFAULT_GROUPING_POLICY;
  const input = { alerts: alerts.filter(opens), spans: [], candidates: [], windowMs };
  return groupAlerts(input, { tenant: BENCH_TENANT, hasher: normalizing.hasher }).groups;
};

import type { Alert } from '../../model/alert.ts';
import type { NormalizedEvent } from '../../model/event.ts';
import { alertOf } from '../alert.ts';
import type { Windows } from '../composite/windows.ts';
import { evaluateEvent } from '../evaluate.ts';
import { type Detector, decodedEventOf } from './detector.ts';
import { inOrder, type PreparedEvent } from './waiting-event.ts';

export type { PreparedEvent } from './waiting-event.ts';

/** What came of one event. */
export type EventOutcome = {
  readonly alert: Alert | undefined;
  /** The rule or decoder that gave up on it, the first of them. */
  readonly error: string | undefined;
};

export type Evaluated = {
  readonly evaluated: number;
  /** Events whose evaluation a rule or decoder gave up on, with the first of them. */
  readonly failures: readonly { readonly id: string; readonly error: string }[];
  readonly alerts: readonly Alert[];
};

/** Decodes events and puts them in the order in which stateful rules count: by event time, then position. */
export const prepareEvents = (events: readonly NormalizedEvent[], detector: Detector): PreparedEvent[] =>
  events.map((event) => ({ event, decoded: decodedEventOf(event, detector) })).sort(inOrder);

/** Runs the rules over one prepared event; windows are changed in place. */
export const evaluateOne = (
  { event, decoded }: PreparedEvent,
  { ruleset, context }: Detector,
  windows: Windows,
): EventOutcome => {
  const evaluation = evaluateEvent(ruleset, decoded, windows);
  const [error] = evaluation.errors;
  return { alert: alertOf(evaluation, event, context), error };
};

/** Runs the rules over prepared events; windows are changed in place. */
export const evaluatePrepared = (
  prepared: readonly PreparedEvent[],
  detector: Detector,
  windows: Windows,
): Evaluated => {
  const alerts: Alert[] = [];
  const failures: { id: string; error: string }[] = [];
  for (const each of prepared) {
    const { alert, error } = evaluateOne(each, detector, windows);
    if (alert) alerts.push(alert);
    if (error !== undefined) failures.push({ id: each.event['event.id'], error });
  }
  return { evaluated: prepared.length - failures.length, failures, alerts };
};

import type { Alert } from '../../model/alert.ts';
import type { NormalizedEvent } from '../../model/event.ts';
import { comparePositions, positionOf } from '../../model/position.ts';
import { alertOf } from '../alert.ts';
import type { Windows } from '../composite/windows.ts';
import type { DecodedEvent } from '../decode/event.ts';
import { evaluateEvent } from '../evaluate.ts';
import type { CompiledRuleset } from '../ruleset.ts';
import { type Detector, decodedEventOf } from './detector.ts';

/** An event with what the rules see of it. */
export type PreparedEvent = { readonly event: NormalizedEvent; readonly decoded: DecodedEvent };

export type Evaluated = {
  readonly evaluated: number;
  /** Events whose evaluation a rule or decoder gave up on, with the first of them. */
  readonly failures: readonly { readonly id: string; readonly error: string }[];
  readonly alerts: readonly Alert[];
};

const byTime = (a: PreparedEvent, b: PreparedEvent): number =>
  a.decoded.time - b.decoded.time || comparePositions(positionOf(a.event['event.id']), positionOf(b.event['event.id']));

/** Decodes events and puts them in the order in which stateful rules count: by event time, then position. */
export const prepareEvents = (events: readonly NormalizedEvent[], detector: Detector): PreparedEvent[] =>
  events.map((event) => ({ event, decoded: decodedEventOf(event, detector) })).sort(byTime);

/** Runs the rules over prepared events; windows are changed in place. */
export const evaluatePrepared = (
  prepared: readonly PreparedEvent[],
  { ruleset, context }: { ruleset: CompiledRuleset; context: Detector['context'] },
  windows: Windows,
): Evaluated => {
  const alerts: Alert[] = [];
  const failures: { id: string; error: string }[] = [];
  for (const { event, decoded } of prepared) {
    const evaluation = evaluateEvent(ruleset, decoded, windows);
    const alert = alertOf(evaluation, event, context);
    if (alert) alerts.push(alert);
    const [error] = evaluation.errors;
    if (error !== undefined) failures.push({ id: event['event.id'], error });
  }
  return { evaluated: prepared.length - failures.length, failures, alerts };
};

import type { NormalizedEvent } from '../../model/event.ts';
import { retiringWindows } from '../composite/retiring-windows.ts';
import { type Detector, decodedEventOf, orderTimeOf } from './detector.ts';
import { type EventOutcome, evaluateOne } from './evaluate-events.ts';

export type OrderedOutcome = EventOutcome & { readonly event: NormalizedEvent };

/**
 * One pass over events that come in the order in which stateful rules count (`inOrder`), with windows in memory: the alerts
 * that the pipeline gives for the same events. Holds as many windows as the timeframes of the rules need, not the events.
 */
export async function* evaluateOrdered(
  events: Iterable<NormalizedEvent> | AsyncIterable<NormalizedEvent>,
  detector: Detector,
): AsyncGenerator<OrderedOutcome> {
  const windows = retiringWindows(detector.ruleset);
  for await (const event of events) {
    windows.retire(orderTimeOf(event));
    yield { event, ...evaluateOne({ event, decoded: decodedEventOf(event, detector) }, detector, windows) };
  }
}

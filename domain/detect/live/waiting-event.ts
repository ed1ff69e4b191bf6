import type { NormalizedEvent } from '../../model/event.ts';
import { comparePositions, positionOf } from '../../model/position.ts';
import type { WindowKey } from '../../ports/correlation-store.ts';
import { accumulateKey } from '../composite/accumulate.ts';
import { candidateKeys } from '../composite/candidate-keys.ts';
import type { DecodedEvent } from '../decode/event.ts';
import { type Detector, decodedEventOf } from './detector.ts';

/** An event with what the rules see of it. */
export type PreparedEvent = { readonly event: NormalizedEvent; readonly decoded: DecodedEvent };

/** An event of a pack whose outcome rests on windows. */
export type WaitingEvent = PreparedEvent & {
  readonly packKey: string;
  /** Where it stands in its pack. */
  readonly index: number;
  /** The windows that it may read or write, those of what it accumulates left aside. */
  readonly keys: readonly WindowKey[];
  /** Earlier events fill in fields of it, so that nobody knows its windows beforehand. */
  readonly accumulates: boolean;
};

/** The order in which stateful rules count: by event time, then position. */
export const inOrder = (a: PreparedEvent, b: PreparedEvent): number =>
  a.decoded.time - b.decoded.time || comparePositions(positionOf(a.event['event.id']), positionOf(b.event['event.id']));

/** Decodes an event of a pack and finds the windows that it touches. */
export const waitingEventOf = (
  event: NormalizedEvent,
  packKey: string,
  index: number,
  detector: Detector,
): WaitingEvent => {
  const { ruleset } = detector;
  const decoded = decodedEventOf(event, detector);
  const accumulates = accumulateKey(decoded, ruleset.hasher) !== undefined;
  return { event, decoded, packKey, index, accumulates, keys: accumulates ? [] : candidateKeys(ruleset, decoded) };
};

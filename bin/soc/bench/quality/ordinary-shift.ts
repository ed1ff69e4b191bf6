import type { Detector } from '../../../../domain/detect/live/detector.ts';
import type { Group } from '../../../../domain/incident/grouping.ts';
import type { Alert } from '../../../../domain/model/alert.ts';
import { entityKey } from '../../../../domain/model/entity.ts';
import { HOUR_MS } from '../../../../domain/model/time.ts';
import type { SimulatedLine } from '../../../../simulator/line.ts';
import { programmeOf } from '../../../../simulator/programme.ts';
import { detecting, eventsOf, incidentsOf } from './detection.ts';

/** What ordinary traffic caused: every incident is a false one. */
export type OrdinaryShift = {
  readonly hours: number;
  readonly events: number;
  readonly events_per_second: number;
  /** Users, addresses, accounts, keys and hosts that were seen. */
  readonly entities: number;
  readonly alerts: readonly Alert[];
  readonly incidents: readonly Group[];
};

/** A Wednesday's day shift, 07:00 to 15:00 UTC. */
const SHIFT_START = Date.parse('2026-03-11T07:00:00Z');
export const SHIFT_HOURS = 8;
const BATCH = 10_000;

function* chunks(lines: Iterable<SimulatedLine>): Generator<SimulatedLine[]> {
  let chunk: SimulatedLine[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < BATCH) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** An analyst's shift of ordinary traffic at a rate (events a second), through normalize, detect and grouping. */
export const ordinaryShift = (detector: Detector, seed: number, rate: number): OrdinaryShift => {
  const seconds = (SHIFT_HOURS * HOUR_MS) / 1000;
  const { lines } = programmeOf({ worldSeed: seed, start: SHIFT_START, rate, seconds });
  const detect = detecting(detector);
  const entities = new Set<string>();
  const alerts: Alert[] = [];
  let events = 0;
  let read = 0;
  for (const chunk of chunks(lines)) {
    const normalized = eventsOf(chunk, read);
    read += chunk.length;
    events += normalized.length;
    for (const event of normalized)
      for (const entity of detector.context.entitiesOf(event)) entities.add(entityKey(entity));
    alerts.push(...detect(normalized));
  }
  return {
    hours: SHIFT_HOURS,
    events,
    events_per_second: rate,
    entities: entities.size,
    alerts,
    incidents: incidentsOf(alerts),
  };
};

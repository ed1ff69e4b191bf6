import fc from 'fast-check';
import { eventOf } from '../../../../test/support/events.ts';
import { ACME, bankingLine } from '../../../../test/support/lines.ts';
import type { NormalizedEvent } from '../../../model/event.ts';
import { EventId } from '../../../model/position.ts';

export const START = Date.parse('2026-02-18T10:30:00Z');

/** An event, and when its pack reaches detect: milliseconds. */
export type Arrival = { readonly event: NormalizedEvent; readonly at: number };

const template = eventOf(bankingLine(1), 1, ACME);

/** An event of that line. `time`, `receivedAt`: milliseconds. */
export const eventAt = (line: string, id: string, time: number, receivedAt = time): NormalizedEvent => ({
  ...template,
  '@timestamp': new Date(time).toISOString(),
  'event.ingested': new Date(receivedAt).toISOString(),
  'event.id': EventId.parse(id),
  'event.original': line,
});

const json = fc
  .record({
    kind: fc.constantFrom('failed', 'failed', 'failed', 'ok', 'ok', 'plain', 'ports', 'refused', 'refused'),
    ip: fc.constantFrom('10.0.0.1', '10.0.0.2'),
    account: fc.constantFrom('bob', 'eve'),
  })
  .map((fields) => JSON.stringify(fields));
const session = fc
  .tuple(fc.constantFrom('a1', 'b2'), fc.constantFrom(' begin eve', ' begin bob', ' end', ' end'))
  .map(([id, rest]) => `session ${id}${rest}`);

/** A batching window of whatever lies before detect. */
const WINDOW_MS = 50;
/** Half a second less a window: however packs are cut, none comes later than that. */
const MAXIMUM_DELAY_MS = 450;

/**
 * Events that reach detect within half a second of their time, in any order, their positions in two shards saying nothing of
 * it. Some claim a time far ahead of their receipt. `maximumDelay`: milliseconds.
 */
export const arrivals = (maximum: number, maximumDelay: number = MAXIMUM_DELAY_MS): fc.Arbitrary<readonly Arrival[]> =>
  fc
    .array(
      fc.record({
        line: fc.oneof({ weight: 6, arbitrary: json }, { weight: 2, arbitrary: session }),
        gap: fc.constantFrom(0, 0, 1, 40, 40, 200, 450, 3_000),
        delay: fc.integer({ min: 0, max: maximumDelay }),
        ahead: fc.constantFrom(0, 0, 0, 0, 7_200_000),
        shard: fc.nat(1),
        rank: fc.integer({ min: 1, max: 1_000_000 }),
      }),
      { minLength: 1, maxLength: maximum, size: 'max' },
    )
    .map((events) => {
      let time = START;
      return events.map(({ line, gap, delay, ahead, shard, rank }, n) => {
        time += gap;
        const at = Math.ceil((time + delay) / WINDOW_MS) * WINDOW_MS;
        return { event: eventAt(line, `${shard}:${rank}:${n}`, time + ahead, time), at };
      });
    });

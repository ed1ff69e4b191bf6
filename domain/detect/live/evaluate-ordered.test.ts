import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NormalizedEvent } from '../../model/event.ts';
import { retiringWindows } from '../composite/retiring-windows.ts';
import { memoryWindows } from '../composite/windows.ts';
import { decodedEventOf, orderTimeOf } from './detector.ts';
import { evaluateOne, evaluatePrepared, prepareEvents } from './evaluate-events.ts';
import { evaluateOrdered } from './evaluate-ordered.ts';
import { arrivals, eventAt, START } from './testing/scripted-events.ts';
import { statefulDetector } from './testing/stateful-rules.ts';

const inOrder = (events: readonly NormalizedEvent[]) =>
  prepareEvents(events, statefulDetector).map(({ event }) => event);
const failed = (n: number, ip: string, time: number) =>
  eventAt(JSON.stringify({ kind: 'failed', ip, account: ip }), `0:${n + 1}:0`, time);

describe('evaluateOrdered', () => {
  it('gives what windows that never forget give, however often it looks for windows to let go', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals(60), fc.integer({ min: 1, max: 20 }), async (all, every) => {
        const events = inOrder(all.map(({ event }) => event));
        const prepared = prepareEvents(events, statefulDetector);
        const { alerts } = evaluatePrepared(prepared, statefulDetector, memoryWindows());
        const windows = retiringWindows(statefulDetector.ruleset, every);
        const retired = events.flatMap((event) => {
          windows.retire(orderTimeOf(event));
          const decoded = decodedEventOf(event, statefulDetector);
          return evaluateOne({ event, decoded }, statefulDetector, windows).alert ?? [];
        });
        expect(retired).toEqual(alerts);
        const outcomes = await Array.fromAsync(evaluateOrdered(events, statefulDetector));
        expect(outcomes.flatMap(({ alert }) => alert ?? [])).toEqual(alerts);
      }),
      { numRuns: 40 },
    );
  });

  it('holds the windows of the timeframes, not of all that has been', () => {
    const windows = retiringWindows(statefulDetector.ruleset, 100);
    let most = 0;
    for (let n = 0; n < 3_000; n++) {
      const event = failed(n, `ip-${n}`, START + n * 10_000);
      windows.retire(orderTimeOf(event));
      evaluateOne({ event, decoded: decodedEventOf(event, statefulDetector) }, statefulDetector, windows);
      most = Math.max(most, windows.size());
    }
    expect(most).toBeLessThan(400);
  });

  it('a time ahead of the receipt counts as the receipt, one behind it as it is', () => {
    const at = (time: number) => orderTimeOf(eventAt('{}', '0:1:0', time, START));
    expect([at(START - 5_000), at(START), at(START + 7_200_000)]).toEqual([START - 5_000, START, START]);
  });
});

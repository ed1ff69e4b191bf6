import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { killedAt } from '../../../test/support/mortal.ts';
import type { Alert } from '../../model/alert.ts';
import type { NormalizedEvent } from '../../model/event.ts';
import { prepareEvents } from './evaluate-events.ts';
import { evaluateOrdered } from './evaluate-ordered.ts';
import type { KeyedPack } from './take-in.ts';
import { type Guard, liveSystem, packOf } from './testing/live-system.ts';
import { type Arrival, arrivals } from './testing/scripted-events.ts';
import { statefulDetector } from './testing/stateful-rules.ts';

const byId = (alerts: readonly Alert[]): Record<string, Alert> =>
  Object.fromEntries(alerts.map((each) => [each.id, each]));

/** What one pass over the events in order gives. */
const expectedOf = async (events: readonly NormalizedEvent[]): Promise<Record<string, Alert>> => {
  const ordered = prepareEvents(events, statefulDetector).map(({ event }) => event);
  const outcomes = await Array.fromAsync(evaluateOrdered(ordered, statefulDetector));
  return byId(outcomes.flatMap(({ alert }) => alert ?? []));
};

/** Cuts what arrives at one time into packs of a shard each, of random sizes. */
const packsOf = (together: readonly Arrival[], sizes: Iterator<number>): KeyedPack[] =>
  [...Map.groupBy(together, ({ event }) => event['event.id'].split(':')[0])].flatMap(([, events]) => {
    const packs: KeyedPack[] = [];
    for (let at = 0; at < events.length; ) {
      const size = sizes.next().value ?? 1;
      packs.push(packOf(events.slice(at, at + size).map(({ event }) => event)));
      at += size;
    }
    return packs;
  });

/** What a transaction takes: so few that runs are cut into many, or as many as there are. */
const entries = fc.constantFrom(5, 12, 30, 100);

const step = fc.record({
  size: fc.integer({ min: 1, max: 6 }),
  /** Dies at that call, before it takes effect or after it; then the batch is delivered again. */
  killed: fc.option(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.constantFrom('before' as const, 'after' as const))),
  /** Packs of before are delivered once more. */
  again: fc.boolean(),
  cold: fc.boolean(),
  together: fc.boolean(),
});

/** Calls of invocations of one moment come in an order that fast-check chooses. */
const interleaved =
  (scheduler: fc.Scheduler): Guard =>
  (port) =>
    new Proxy(port, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...parameters: unknown[]) => {
          await scheduler.schedule(Promise.resolve(), String(name));
          return Reflect.apply(method, target, parameters);
        };
      },
    });

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Delivers what arrives, step by step, until it is silent; asserts that nothing is left and each event counted once. */
const deliver = async (
  all: readonly Arrival[],
  steps: Iterator<Step>,
  scheduler: fc.Scheduler,
  most: number,
): Promise<{ readonly alerts: readonly Alert[]; readonly sent: readonly Alert[]; readonly late: number }> => {
  const system = liveSystem(statefulDetector, most);
  const guard = interleaved(scheduler);
  const delivered: KeyedPack[] = [];
  const next = () => {
    const result = steps.next();
    if (result.done) throw new Error('the stream of steps has no end');
    return result.value;
  };
  const sizes = { next: () => ({ value: next().size, done: false as const }) };
  let late = 0;
  for (const [at, together] of [...Map.groupBy(all, ({ at }) => at)].sort(([a], [b]) => a - b)) {
    late += await system.goTo(at);
    const packs = packsOf(together, sizes);
    const { killed, again, cold, together: inOne } = next();
    const batches = inOne ? [packs] : packs.map((pack) => [pack]);
    if (again) batches.push(delivered.slice(-4));
    if (killed !== null) {
      const mortal = killedAt(...killed);
      await Promise.race([system.invoke(batches.flat(), mortal.guard, cold), mortal.killed]);
    }
    const invocations = Promise.all(batches.map((batch) => system.invoke(batch, guard, cold)));
    const outcomes = await scheduler.waitFor(invocations);
    late += outcomes.reduce((sum, outcome) => sum + outcome.late, 0);
    delivered.push(...packs);
  }
  late += await system.settle();
  const alerts = await system.alerts();
  expect(await system.held()).toEqual([]);
  const receipts = await Promise.all(delivered.map((pack) => system.receipt(pack)));
  const sum = (count: (receipt: NonNullable<(typeof receipts)[number]>) => number): number =>
    receipts.reduce((total, receipt) => total + (receipt === undefined ? Number.NaN : count(receipt)), 0);
  expect(sum(({ evaluated }) => evaluated)).toBe(all.length);
  expect(sum((receipt) => Object.values(receipt.alerts).reduce((a, b) => a + b, 0))).toBe(alerts.length);
  return { alerts, sent: system.sent, late };
};

describe('live, however events come', () => {
  it('gives the alerts of one pass in order: cut, shuffled within the bound, delivered again, killed, side by side', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(arrivals(60), fc.infiniteStream(step), fc.scheduler(), entries, async (all, ...script) => {
        const { alerts, sent, late } = await deliver(all, ...script);
        const expected = await expectedOf(all.map(({ event }) => event));
        expect(byId(alerts)).toEqual(expected);
        expect(byId(sent)).toEqual(expected);
        expect(late).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('evaluates each event once and sends each alert, also of events that come seconds late', {
    timeout: 240_000,
  }, async () => {
    let behind = 0;
    await fc.assert(
      fc.asyncProperty(
        arrivals(60, 4_000),
        fc.infiniteStream(step),
        fc.scheduler(),
        entries,
        async (all, ...script) => {
          const { alerts, sent, late } = await deliver(all, ...script);
          expect(Object.keys(byId(sent)).toSorted()).toEqual(Object.keys(byId(alerts)).toSorted());
          const fired = alerts.map(({ event_ids }) => event_ids.at(-1));
          expect(fired).toHaveLength(new Set(fired).size);
          behind += late;
        },
      ),
      { numRuns: 30 },
    );
    expect(behind).toBeGreaterThan(0);
  });
});

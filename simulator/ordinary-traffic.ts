import { ordinaryActivities } from './activities/catalogue.ts';
import type { Activity, StartActivity, Step } from './activity.ts';
import { Deck } from './deck.ts';
import { DueQueue } from './due-queue.ts';
import type { SimulatedLine } from './line.ts';
import { createRandom, type Random } from './random.ts';
import { createWorld } from './world/world.ts';

export type TrafficOptions = {
  readonly seed: number;
  /** Event time of the first line, milliseconds since the epoch. */
  readonly start: number;
  /** Events a second of event time. */
  readonly rate: number;
};

type Ongoing = { readonly activity: Activity; readonly step: Step };

const startOne = (random: Random, at: number): StartActivity => {
  const weights = ordinaryActivities.map(([start, weight]) => [start, weight(at)] as const);
  const [first, ...rest] = weights;
  if (first === undefined) throw new Error('the catalogue of activities is empty');
  return random.weighted([first, ...rest]);
};

/**
 * Endless ordinary traffic in order of event time: line n is at `start + n / rate`. What is going on is written in the
 * order in which it falls due; where nothing is due something new begins, what depends on the hour. Pure: the same
 * options give the same lines, byte for byte.
 */
export function* ordinaryTraffic({ seed, start, rate }: TrafficOptions): Generator<SimulatedLine, never, void> {
  const world = createWorld(seed, Math.max(400, Math.round(rate * 80)));
  const random = createRandom(`traffic/${seed}/${start}`);
  const idle = { customers: new Deck(world.customers), employees: new Deck(world.employees) };
  const ongoing = new DueQueue<Ongoing>();
  const schedule = (activity: Activity, after: number): void => {
    const { value: step } = activity.next();
    if (step) ongoing.add(after + step.wait, { activity, step });
  };
  for (let count = 0; ; count++) {
    const at = Math.floor(start + (count * 1000) / rate);
    while (ongoing.firstDue() > at) schedule(startOne(random, at)(world, random, idle), at);
    const next = ongoing.take();
    if (next === undefined) throw new Error('the queue of activities ran dry');
    yield { at, logSource: next.step.logSource, line: next.step.write(at) };
    schedule(next.activity, at);
  }
}

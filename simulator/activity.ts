import type { LogSource } from '../domain/model/event.ts';
import type { Random } from './random.ts';
import type { World } from './world/world.ts';

/** One thing that an activity does: `wait` milliseconds after its previous step it writes a line. */
export type Step = {
  readonly wait: number;
  readonly logSource: LogSource;
  readonly write: (at: number) => string;
};

/** What a persona or a machine does for a while. */
export type Activity = Generator<Step, void, void>;

/** Starts an activity. `at`: when, in milliseconds. */
export type StartActivity = (world: World, random: Random, at: number) => Activity;

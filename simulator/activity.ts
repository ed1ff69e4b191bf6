import type { LogSource } from '../domain/model/event.ts';
import type { Deck } from './deck.ts';
import type { Random } from './random.ts';
import type { Customer } from './world/customer.ts';
import type { Employee } from './world/employee.ts';
import type { World } from './world/world.ts';

/** One thing that an activity does: `wait` milliseconds after its previous step it writes a line. */
export type Step = {
  readonly wait: number;
  readonly logSource: LogSource;
  readonly write: (at: number) => string;
};

/** What a persona or a machine does for a while. */
export type Activity = Generator<Step, void, void>;

/** Who is free to begin something. */
export type Idle = { readonly customers: Deck<Customer>; readonly employees: Deck<Employee> };

/** Starts an activity at a bank. */
export type StartActivity = (world: World, random: Random, idle: Idle) => Activity;

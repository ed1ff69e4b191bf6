import { setTimeout as delay } from 'node:timers/promises';
import { endLeftovers, runningOwner } from './platform/owner-file.ts';
import { removeRun } from './run-file.ts';

export type Stopped =
  | { readonly kind: 'nothing ran' }
  | { readonly kind: 'stopped'; readonly supervisor: number }
  | { readonly kind: 'ended leftovers'; readonly parts: readonly string[] }
  | { readonly kind: 'still running'; readonly supervisor: number };

/** Stops what `npm start` runs in a home, or ends what a killed one left. `withinMs` milliseconds. */
export const stopRun = async (home: string, withinMs: number): Promise<Stopped> => {
  const supervisor = runningOwner(home);
  if (supervisor === undefined) {
    const parts = await endLeftovers(home);
    removeRun(home);
    return parts.length > 0 ? { kind: 'ended leftovers', parts } : { kind: 'nothing ran' };
  }
  process.kill(supervisor, 'SIGTERM');
  const deadline = Date.now() + withinMs;
  while (runningOwner(home) !== undefined) {
    if (Date.now() > deadline) return { kind: 'still running', supervisor };
    await delay(100);
  }
  return { kind: 'stopped', supervisor };
};

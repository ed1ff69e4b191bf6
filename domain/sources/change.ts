import { HOUR_MS, MINUTE_MS } from '../model/time.ts';
import { Condition, type Observation } from './condition.ts';
import type { WatchedSource } from './watch-state.ts';

/** A source is called fine again once it has looked fine for so long. */
const FINE_MS = 5 * MINUTE_MS;

export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'fine'; readonly fineSince: number }
  | { readonly kind: 'began'; readonly condition: Condition; readonly since: number }
  | { readonly kind: 'recovered' };

const severity = (condition: Condition): number => Condition.options.indexOf(condition);

/** Since when it holds: silence began with the last line, the others when they were seen. */
const began = (condition: Condition, { now, lastSeen }: Observation): Change => ({
  kind: 'began',
  condition,
  since: condition === 'silent' ? (lastSeen ?? now) : now,
});

/** Whether nothing shows yet that a condition is over: a silence ends with a line, not because silence has become usual. */
const isUnknown = (current: Condition, since: number, seen: Observation): boolean => {
  if (current === 'silent') return (seen.lastSeen ?? 0) <= since;
  if (current === 'low_volume') return seen.now - seen.runningSince < HOUR_MS;
  return current === 'unreadable' ? seen.lines === 0 : seen.timed === 0;
};

/**
 * What changes for a source. A worse condition takes the place of a lesser at once; a lesser one waits until the source was
 * fine.
 */
export const changeOf = (
  known: Pick<WatchedSource, 'condition' | 'since' | 'fineSince'> | undefined,
  holds: Condition | undefined,
  seen: Observation,
): Change => {
  const current = known?.condition;
  if (known === undefined || current === undefined) return holds === undefined ? { kind: 'none' } : began(holds, seen);
  if (holds !== undefined) return severity(holds) < severity(current) ? began(holds, seen) : { kind: 'none' };
  if (isUnknown(current, Date.parse(known.since), seen)) return { kind: 'none' };
  const fineSince = known.fineSince ?? seen.now;
  return seen.now - fineSince >= FINE_MS ? { kind: 'recovered' } : { kind: 'fine', fineSince };
};

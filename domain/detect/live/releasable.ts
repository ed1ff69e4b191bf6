import type { WaitingEvent } from './waiting-event.ts';

const nameOf = ({ ruleId, group }: WaitingEvent['keys'][number]): string => `${ruleId}\n${group}`;

/**
 * What can be evaluated, of events in order: those that are due, and whatever stands before one of them and shares a window
 * with it. Others go on waiting, so that nobody's clock decides about somebody else's events.
 */
export const releasable = (
  ordered: readonly WaitingEvent[],
  isDue: (event: WaitingEvent) => boolean,
): readonly WaitingEvent[] => {
  const released: WaitingEvent[] = [];
  const touched = new Set<string>();
  // What an event that accumulates will touch is not known: it goes with all before it.
  let any = false;
  for (const event of ordered.toReversed()) {
    const names = event.keys.map(nameOf);
    const before = any || (event.accumulates && released.length > 0) || names.some((name) => touched.has(name));
    if (!before && !isDue(event)) continue;
    released.push(event);
    if (event.accumulates) any = true;
    for (const name of names) touched.add(name);
  }
  return released.reverse();
};

import { eventIdOf } from '../../domain/model/position.ts';
import { minuteAt } from '../../domain/model/time.ts';
import type { RepeatWindows, Sighting } from '../../domain/ports/repeat-windows.ts';

/** Repeat windows in memory. */
export const memoryRepeatWindows = (): RepeatWindows => {
  const seen = new Map<string, Sighting>();
  return {
    ofMinute: async (tenant, minute) =>
      [...seen].filter(([key, { at }]) => key.startsWith(`${tenant}/`) && minuteAt(at) === minute).map(([, s]) => s),
    async record(tenant, sightings) {
      for (const sighting of sightings) seen.set(`${tenant}/${eventIdOf(sighting.position)}`, sighting);
    },
  };
};

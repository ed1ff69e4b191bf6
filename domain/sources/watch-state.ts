import { z } from 'zod';
import { Condition } from './condition.ts';

/** A line that tells of a change, until the stream has taken it: repeated after a crash under the same id and time. */
const Notice = z.object({ ingestId: z.string(), at: z.string(), line: z.string() });
export type Notice = z.infer<typeof Notice>;

export const WatchedSource = z.object({
  /** What is wrong; undefined where the source is fine and only its recovery remains to be told. */
  condition: Condition.optional(),
  /** RFC 3339. */
  since: z.string(),
  /** Since when it looks fine again. */
  fineSince: z.number().optional(),
  blindRules: z.array(z.string()),
  blindTechniques: z.array(z.string()),
  notice: Notice.optional(),
});
export type WatchedSource = z.infer<typeof WatchedSource>;

/** What the watch knows of a tenant's sources; times in milliseconds. Only sources that are not fine have an entry. */
export const WatchState = z.object({
  ranAt: z.number(),
  runningSince: z.number(),
  sources: z.record(z.string(), WatchedSource),
});
export type WatchState = z.infer<typeof WatchState>;

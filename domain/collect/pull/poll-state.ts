import { z } from 'zod';

/** A record that was taken: the first 16 hex digits of the SHA-256 of its id, and its time, milliseconds. */
const Seen = z.tuple([z.string(), z.number()]);

/** What a poller remembers between pages. */
export const PollState = z.object({
  /** Time of the newest record taken, milliseconds. */
  newest: z.number(),
  /** Where the next page is, where a run did not come to the end. */
  next: z.string().optional(),
  /** Records taken that the overlap brings again, oldest first. */
  seen: z.array(Seen),
  /** Set while a page is on its way into the stream: its time of receipt, by which normalize knows it if it comes again. */
  sending: z.string().optional(),
  /** Not before this instant, milliseconds: what the product asked for, or a growing pause after failures. */
  notBefore: z.number().default(0),
  failures: z.number().int().default(0),
});
export type PollState = z.infer<typeof PollState>;

/** An item holds 400 kB; these take 300. */
const MAXIMUM_SEEN = 8000;

/** The state before the first run. `now`: milliseconds. */
export const firstPollState = (now: number, firstHours: number): PollState => ({
  newest: now - firstHours * 3_600_000,
  seen: [],
  notBefore: 0,
  failures: 0,
});

/** From when on the next run asks. Where more records were taken than are remembered, no further back than those. */
export const sinceOf = ({ newest, seen }: PollState, overlapMilliseconds: number): number => {
  const since = newest - overlapMilliseconds;
  const oldest = seen.length >= MAXIMUM_SEEN ? (seen[0]?.[1] ?? since) : since;
  return Math.max(since, oldest);
};

/** A record of a page. `time` undefined where it has none that can be read. */
export type TakenRecord = { readonly key: string; readonly time: number | undefined };

/** The state once the stream has taken a page. A time in the future does not move what is asked for next. */
export const afterPage = (
  state: PollState,
  taken: readonly TakenRecord[],
  next: string | undefined,
  overlapMilliseconds: number,
  now: number,
): PollState => {
  const newest = taken.reduce((latest, { time = 0 }) => (time <= now ? Math.max(latest, time) : latest), state.newest);
  const added = taken.map(({ key, time }): [string, number] => [key, Math.min(time ?? newest, now)]);
  const kept = [...state.seen, ...added]
    .filter(([, time]) => time >= newest - overlapMilliseconds)
    .toSorted(([, a], [, b]) => a - b);
  const { sending: _, next: __, ...rest } = state;
  return {
    ...rest,
    newest,
    seen: kept.slice(-MAXIMUM_SEEN),
    ...(next === undefined ? {} : { next }),
    notBefore: 0,
    failures: 0,
  };
};

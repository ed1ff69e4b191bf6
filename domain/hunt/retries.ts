import { MINUTE_MS } from '../model/time.ts';

/** An edge repeats what it had no answer to within seconds; normalize looks back as far. */
const WINDOW_MS = 5 * MINUTE_MS;
/** Beyond, the older half is forgotten. */
const MAXIMUM = 200_000;

/** Tells a line that the edge offered twice: same bytes under the same ingest id, seen before. */
export type Retries = {
  /** True where the line was there before. Ask once a line, in the order of receipt; `at`: milliseconds. */
  readonly isRetry: (fingerprint: string, ingestId: string, at: number) => boolean;
  /** What was seen last, for the next part of a hunt. */
  readonly recent: () => readonly string[];
};

const CARRIED = 20_000;

/** Two generations: the younger is filled, the older only asked. */
export const retriesOf = (carried: readonly string[] = []): Retries => {
  let older = new Set<string>(carried);
  let younger = new Set<string>();
  let since: number | undefined;
  return {
    isRetry: (fingerprint, ingestId, at) => {
      since ??= at;
      if (at - since > WINDOW_MS || younger.size >= MAXIMUM) {
        older = younger;
        younger = new Set();
        since = at;
      }
      const name = `${fingerprint.slice(0, 16)}/${ingestId}`;
      if (younger.has(name) || older.has(name)) return true;
      younger.add(name);
      return false;
    },
    recent: () => [...older, ...younger].slice(-CARRIED),
  };
};

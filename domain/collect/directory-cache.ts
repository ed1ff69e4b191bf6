import type { Clock } from '../model/time.ts';
import type { Source, TenantDirectory } from '../ports/tenant-directory.ts';

const FOUND_MS = 60_000;
/** Short, so that a new token works soon; long enough that guessing costs no look-up each. */
const MISSING_MS = 5_000;
const MAXIMUM_ENTRIES = 10_000;

/** Remembers look-ups for a minute, misses for five seconds; bounded, the oldest go first. A failed look-up is not remembered. */
export const cachedDirectory = (directory: TenantDirectory, now: Clock): TenantDirectory => {
  const cache = new Map<string, { source: Source | undefined; until: number }>();
  return {
    sourceByIngestToken: async (tokenHash) => {
      const known = cache.get(tokenHash);
      if (known && known.until > now()) return known.source;
      const source = await directory.sourceByIngestToken(tokenHash);
      cache.delete(tokenHash);
      cache.set(tokenHash, { source, until: now() + (source ? FOUND_MS : MISSING_MS) });
      if (cache.size > MAXIMUM_ENTRIES)
        for (const oldest of cache.keys()) {
          cache.delete(oldest);
          break;
        }
      return source;
    },
  };
};

import type { TenantId } from '../model/tenant.ts';
import type { WatchedSource } from '../sources/watch-state.ts';
import type { Source } from './tenant-directory.ts';

/** A configured source and what came in through it. */
export type SourceStatus = Source & {
  /** Receipt of its newest line, RFC 3339 UTC, to the minute at least; undefined where none is known. */
  readonly lastSeenAt?: string;
  /** Lines that it offered in the last hour. */
  readonly linesLastHour: number;
  /** What the watch finds wrong with it; undefined where it is fine as far as is known. */
  readonly wrong?: Pick<WatchedSource, 'since' | 'blindRules' | 'blindTechniques'> & {
    readonly condition: NonNullable<WatchedSource['condition']>;
  };
};

export type SourceRepository = {
  /** All sources of the tenant, by id. */
  list(tenant: TenantId): Promise<readonly SourceStatus[]>;
};

import type { TenantId } from '../model/tenant.ts';
import type { Source } from './tenant-directory.ts';

/** A configured source and what came in through it. */
export type SourceStatus = Source & {
  /** Receipt of the newest line, RFC 3339 UTC; undefined where none came in the last 24 hours. */
  readonly lastSeenAt?: string;
  /** Events of the last 24 hours. */
  readonly events24h: number;
};

export type SourceRepository = {
  /** All sources of the tenant, by id. */
  list(tenant: TenantId): Promise<readonly SourceStatus[]>;
};

import type { TenantId } from '../model/tenant.ts';

/** A copy to search. `id` makes writing it twice harmless. */
export type SearchDocument = {
  readonly index: string;
  readonly id: string;
  readonly body: Record<string, unknown>;
  /** For what changes: counts up with every change, and an older copy never replaces a newer one. */
  readonly version?: number;
};

export type SearchFailure = {
  readonly id: string;
  readonly index: string;
  readonly reason: string;
  readonly retry: boolean;
};

/** Writing copies. Losing them loses nothing. */
export type SearchWriter = {
  /** Every document must carry `tenant`; returns those that were not written. */
  write(tenant: TenantId, documents: readonly SearchDocument[]): Promise<readonly SearchFailure[]>;
};

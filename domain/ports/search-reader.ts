import type { TenantId } from '../model/tenant.ts';
import type { Page } from './incident-repository.ts';

/** `field` equals `value`, compared as the field's type: exactly, never as a pattern. */
export type SearchFilter = { readonly field: string; readonly value: string };

export type SearchQuery = {
  readonly kind: 'events' | 'alerts';
  /** Words of the line, all of which must occur; plain text, never a query language. */
  readonly text?: string;
  /** All must hold. */
  readonly filters: readonly SearchFilter[];
  /** RFC 3339; the time of the event lies in [from, to). */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  /** Opaque, from the previous page. */
  readonly cursor?: string;
};

/** Reading the copies that search holds. */
export type SearchReader = {
  /** Newest first. Only documents of the tenant, in their flat form. */
  search(tenant: TenantId, query: SearchQuery): Promise<Page<Record<string, unknown>>>;
};

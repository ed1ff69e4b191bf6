import type { Signer } from '../model/hashing.ts';
import type { TenantId } from '../model/tenant.ts';

/** Per-tenant daily data keys: one KMS call per tenant and day, not one per event. */
export type DataKeys = {
  /** `day`: `2026-02-18`. The same day gives the same key for every caller. */
  signerFor(tenant: TenantId, day: string): Promise<Signer>;
};

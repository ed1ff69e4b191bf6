import type { TenantId } from '../model/tenant.ts';

/** Calls detect for the tenant when what is held now is due, also where no further event comes. */
export type ReleaseTimer = { set(tenant: TenantId): Promise<void> };

import type { Alert } from '../model/alert.ts';
import type { TenantId } from '../model/tenant.ts';

/** The way from detect to the grouping of incidents: ordered by tenant and entity. */
export type AlertQueue = {
  send(tenant: TenantId, alerts: readonly Alert[]): Promise<void>;
};

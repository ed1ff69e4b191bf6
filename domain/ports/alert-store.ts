import type { Alert } from '../model/alert.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Page } from './incident-repository.ts';

/** Alerts as items of the table. */
export type AlertStore = {
  /** Idempotent by alert id. */
  put(tenant: TenantId, alerts: readonly Alert[]): Promise<void>;
  get(tenant: TenantId, alertId: string): Promise<Alert | undefined>;
  /** Alerts whose event time lies in [from, to), RFC 3339, oldest first. */
  list(tenant: TenantId, from: string, to: string, limit: number, cursor?: string): Promise<Page<Alert>>;
};

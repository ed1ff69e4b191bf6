import type { TenantId } from '../model/tenant.ts';

/** Which alerts were about something real. */
export type ConfirmedAlerts = {
  /**
   * Of the alerts those in confirmed incidents. There is no verdict of an analyst yet: an incident counts as confirmed where
   * its plan was approved by a person or where one of its actions ran, by whatever policy. Once incidents carry a verdict,
   * it decides, and this stays for those without one.
   */
  confirmed(tenant: TenantId, alertIds: readonly string[]): Promise<ReadonlySet<string>>;
};

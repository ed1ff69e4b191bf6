import type { TenantId } from '../model/tenant.ts';
import type { PolicyMode } from './tenant-registry.ts';

export type ResponsePolicy = {
  readonly mode: PolicyMode;
  /** How long a plan waits for a person; then the answer is no. Minutes. */
  readonly approvalMinutes: number;
  /** Engaged: nothing is executed for the tenant, whoever approved it. */
  readonly killSwitch: boolean;
  /** Addresses and networks (CIDR) that are never blocked. */
  readonly neverBlock: readonly string[];
};

export type ResponsePolicies = {
  /** `shadow` with the defaults where the tenant has none. The platform's kill switch counts for every tenant. */
  of(tenant: TenantId): Promise<ResponsePolicy>;
  /** True if it changed. */
  setKillSwitch(tenant: TenantId, engaged: boolean): Promise<boolean>;
};

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

/** What holds for a tenant that has no policy: nothing is done. */
export const DEFAULT_RESPONSE_POLICY: ResponsePolicy = {
  mode: 'shadow',
  approvalMinutes: 60,
  killSwitch: false,
  neverBlock: [],
};

export type ResponsePolicies = {
  /** `shadow` with the defaults where the tenant has none. The platform's kill switch counts for every tenant. */
  of(tenant: TenantId): Promise<ResponsePolicy>;
  /** True if it changed. */
  setKillSwitch(tenant: TenantId, engaged: boolean): Promise<boolean>;
};

/** An address or a network (CIDR) that is never blocked, and why. */
export type ProtectedNetwork = { readonly network: string; readonly reason: string };

/** What onboarding and the platform's own operators set. */
export type ResponsePolicySettings = {
  /** Stops or allows the automation of all tenants. True if it changed. */
  setPlatformKillSwitch(engaged: boolean): Promise<boolean>;
  /** Adds to the tenant's never-block list; the reason of a network that is on it is replaced. */
  neverBlock(tenant: TenantId, networks: readonly ProtectedNetwork[]): Promise<void>;
};

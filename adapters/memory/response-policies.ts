import type { TenantId } from '../../domain/model/tenant.ts';
import {
  DEFAULT_RESPONSE_POLICY,
  type ResponsePolicies,
  type ResponsePolicy,
  type ResponsePolicySettings,
} from '../../domain/ports/response-policies.ts';

type Settings = ResponsePolicySettings & {
  /** Changes what a tenant's policy says. */
  set(tenant: TenantId, change: Partial<ResponsePolicy>): void;
};

/** Response policies in memory; networks are kept as they are written. */
export const memoryResponsePolicies = (): ResponsePolicies & Settings => {
  const policies = new Map<TenantId, ResponsePolicy>();
  let isStopped = false;
  const own = (tenant: TenantId): ResponsePolicy => policies.get(tenant) ?? DEFAULT_RESPONSE_POLICY;
  return {
    async of(tenant) {
      const policy = own(tenant);
      return { ...policy, killSwitch: policy.killSwitch || isStopped };
    },
    async setKillSwitch(tenant, engaged) {
      if (own(tenant).killSwitch === engaged) return false;
      policies.set(tenant, { ...own(tenant), killSwitch: engaged });
      return true;
    },
    async setPlatformKillSwitch(engaged) {
      const isChange = isStopped !== engaged;
      isStopped = engaged;
      return isChange;
    },
    async neverBlock(tenant, networks) {
      const neverBlock = new Set([...own(tenant).neverBlock, ...networks.map(({ network }) => network)]);
      policies.set(tenant, { ...own(tenant), neverBlock: [...neverBlock].sort() });
    },
    set(tenant, change) {
      policies.set(tenant, { ...own(tenant), ...change });
    },
  };
};

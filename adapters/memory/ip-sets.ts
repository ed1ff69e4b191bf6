import type { TenantId } from '../../domain/model/tenant.ts';
import { IP_SET_CAPACITY, IpSetError, type IpSets } from '../../domain/ports/ip-sets.ts';

/** IP sets in memory: what the contract tests hold against AWS WAF. */
export const memoryIpSets = (capacity = IP_SET_CAPACITY): IpSets => {
  const tenants = new Map<TenantId, Set<string>>();
  const setOf = (tenant: TenantId): Set<string> => {
    const addresses = tenants.get(tenant);
    if (addresses === undefined) throw new IpSetError(`there is no IP set of ${tenant}: onboard the tenant again`);
    return addresses;
  };
  const isIpv6 = (address: string): boolean => address.includes(':');
  return {
    async ensureIpSets(tenant) {
      if (!tenants.has(tenant)) tenants.set(tenant, new Set());
    },
    list: async (tenant) => [...setOf(tenant)].sort(),
    async add(tenant, address) {
      const addresses = setOf(tenant);
      if (addresses.has(address)) return 'present';
      if ([...addresses].filter((other) => isIpv6(other) === isIpv6(address)).length >= capacity)
        throw new IpSetError(`the set of ${tenant} holds ${capacity} addresses, its most: remove some first`);
      addresses.add(address);
      return 'added';
    },
    remove: async (tenant, address) => (setOf(tenant).delete(address) ? 'removed' : 'absent'),
  };
};

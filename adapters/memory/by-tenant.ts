import type { TenantId } from '../../domain/model/tenant.ts';

/** State a tenant, made when it is first asked for. */
export const byTenant = <T>(make: () => T): ((tenant: TenantId) => T) => {
  const tenants = new Map<TenantId, T>();
  return (tenant) => {
    const state = tenants.get(tenant) ?? make();
    tenants.set(tenant, state);
    return state;
  };
};

import type { TenantId } from '../../domain/model/tenant.ts';
import type { RegisteredSource, Tenant, TenantPolicy, TenantRegistry } from '../../domain/ports/tenant-registry.ts';

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** Tenants, policies and sources in memory. */
export const memoryTenantRegistry = (): TenantRegistry => {
  const tenants = new Map<TenantId, Tenant>();
  const policies = new Map<TenantId, TenantPolicy>();
  const sources = new Map<string, RegisteredSource>();
  return {
    tenants: async () => [...tenants.values()].sort(byId),
    async save(tenant, policy) {
      tenants.set(tenant.id, tenant);
      if (!policies.has(tenant.id)) policies.set(tenant.id, policy);
    },
    policy: async (tenant) => policies.get(tenant),
    sources: async (tenant) => [...sources.values()].filter((source) => source.tenant === tenant).sort(byId),
    async saveSource(tenant, source) {
      sources.set(`${tenant}/${source.id}`, source);
    },
  };
};

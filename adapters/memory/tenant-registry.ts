import type { TenantId } from '../../domain/model/tenant.ts';
import type { TenantDirectory } from '../../domain/ports/tenant-directory.ts';
import type {
  IngestTokens,
  RegisteredSource,
  Tenant,
  TenantPolicy,
  TenantRegistry,
} from '../../domain/ports/tenant-registry.ts';

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

/** Ingest tokens in memory, as those who write and those who look up see them. */
export const memoryIngestTokens = (): IngestTokens & TenantDirectory => {
  const sources = new Map<string, Parameters<IngestTokens['put']>[1]>();
  return {
    async put(tokenHash, source) {
      sources.set(tokenHash, source);
    },
    async remove(tokenHash) {
      sources.delete(tokenHash);
    },
    sourceByIngestToken: async (tokenHash) => sources.get(tokenHash),
  };
};

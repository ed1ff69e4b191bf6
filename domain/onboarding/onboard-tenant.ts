import type { Hasher } from '../model/hashing.ts';
import type { IpSets } from '../ports/ip-sets.ts';
import type { Source } from '../ports/tenant-directory.ts';
import type { IngestTokens, RegisteredSource, Tenant, TenantPolicy, TenantRegistry } from '../ports/tenant-registry.ts';
import { WATCH_SOURCE } from '../sources/notice.ts';

export type SourceRequest = Pick<Source, 'id' | 'ingress' | 'trust'> & { readonly port?: number };

export type OnboardingRequest = {
  readonly tenant: Tenant;
  readonly policy: TenantPolicy;
  readonly sources: readonly SourceRequest[];
  /** Ids of sources that get a new ingest token although they have one: the old one ends. */
  readonly rotate?: readonly string[];
};

export type OnboardingTools = {
  readonly registry: TenantRegistry;
  readonly tokens: IngestTokens;
  readonly ipSets: Pick<IpSets, 'ensureIpSets'>;
  readonly hasher: Hasher;
  /** A new secret with at least 128 bits of randomness. */
  readonly newToken: () => string;
};

/** The new ingest tokens by source id. They are shown once: only their hashes are kept. */
export type OnboardingReceipt = { readonly ingestTokens: Readonly<Record<string, string>> };

const usesToken = ({ ingress }: SourceRequest): boolean => ingress === 'http' || ingress === 'webhook';

/**
 * Makes a tenant with its policy, sets of blocked addresses, sources and ingest tokens, or brings what is there in line. Safe to repeat, also after a
 * crash half-way: a source that has a token keeps it unless its rotation is asked for.
 */
export const onboardTenant = async (
  request: OnboardingRequest,
  { registry, tokens, ipSets, hasher, newToken }: OnboardingTools,
): Promise<OnboardingReceipt> => {
  const { tenant, policy } = request;
  if (request.sources.some(({ id }) => id === WATCH_SOURCE))
    throw new Error(`The source id ${WATCH_SOURCE} is the system's own: give the source another id.`);
  await registry.save(tenant, policy);
  await ipSets.ensureIpSets(tenant.id);
  const known = new Map((await registry.sources(tenant.id)).map((source) => [source.id, source]));
  const ingestTokens: Record<string, string> = {};
  for (const wanted of request.sources) {
    const before = known.get(wanted.id);
    const source: RegisteredSource = { ...wanted, tenant: tenant.id, enabled: before?.enabled ?? true };
    if (!usesToken(wanted)) {
      await registry.saveSource(tenant.id, source);
      continue;
    }
    let tokenHash = before?.tokenHash;
    if (tokenHash === undefined || request.rotate?.includes(wanted.id)) {
      if (tokenHash !== undefined) await tokens.remove(tokenHash);
      const token = newToken();
      tokenHash = hasher.sha256(token);
      ingestTokens[wanted.id] = token;
    }
    await registry.saveSource(tenant.id, { ...source, tokenHash });
    await tokens.put(tokenHash, source);
  }
  return { ingestTokens };
};

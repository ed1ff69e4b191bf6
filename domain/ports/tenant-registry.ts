import type { TenantId } from '../model/tenant.ts';
import type { Source } from './tenant-directory.ts';

/** What may happen without a person: `shadow` records only, `human` asks, `matrix` follows the severity matrix. */
export type PolicyMode = 'shadow' | 'human' | 'matrix';

export type Tenant = {
  readonly id: TenantId;
  readonly name: string;
  readonly enabled: boolean;
};

export type TenantPolicy = {
  readonly mode: PolicyMode;
  /** The lowest rule level that makes an incident, 0 to 16. */
  readonly incidentLevel: number;
  /** How far apart two alerts may lie and still be linked, minutes. */
  readonly windowMinutes: number;
};

/** A source with how the edge recognises it: the port of its listener, or the hash of its ingest token. */
export type RegisteredSource = Source & {
  readonly port?: number;
  /** SHA-256 of the token, hex. */
  readonly tokenHash?: string;
};

/** Tenants with their policies and sources. */
export type TenantRegistry = {
  tenants(): Promise<readonly Tenant[]>;
  /** Creates the tenant or changes its name; makes the policy only where the tenant has none. */
  save(tenant: Tenant, policy: TenantPolicy): Promise<void>;
  policy(tenant: TenantId): Promise<TenantPolicy | undefined>;
  /** By id. */
  sources(tenant: TenantId): Promise<readonly RegisteredSource[]>;
  /** Creates or replaces the source. */
  saveSource(tenant: TenantId, source: RegisteredSource): Promise<void>;
};

/** What the edge looks ingest tokens up in. */
export type IngestTokens = {
  /** Creates or replaces; the token itself is stored nowhere. */
  put(tokenHash: string, source: Source): Promise<void>;
  remove(tokenHash: string): Promise<void>;
};

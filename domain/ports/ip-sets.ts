import type { TenantId } from '../model/tenant.ts';

/**
 * The addresses that a tenant blocks, in two sets of its own: IPv4 and IPv6. Addresses are single and in canonical text
 * (dotted decimal, RFC 5952), without prefix length.
 */
export type IpSets = {
  /** Makes the tenant's sets where they are missing; what they hold stays. */
  ensureIpSets(tenant: TenantId): Promise<void>;
  /** Of both sets, sorted: canonical addresses, and networks that somebody else put there as they stand. */
  list(tenant: TenantId): Promise<readonly string[]>;
  /** Adds the one address and leaves all others, also under concurrent use. Throws IpSetError. */
  add(tenant: TenantId, address: string): Promise<'added' | 'present'>;
  /** Removes the one address and leaves all others, also under concurrent use. Throws IpSetError. */
  remove(tenant: TenantId, address: string): Promise<'removed' | 'absent'>;
};

/** The most that AWS WAF keeps in an IP set. */
export const IP_SET_CAPACITY = 10_000;

/** The set is missing, full or changed by too many at once. `message`: a sentence that says what to do. */
export class IpSetError extends Error {
  override readonly name = 'IpSetError';
}

import type { TenantId } from '../../domain/model/tenant.ts';

export const IP_VERSIONS = ['v4', 'v6'] as const;
export type IpVersion = (typeof IP_VERSIONS)[number];

/** `<prefix>-<tenant>-blocked-v4`; the prefix is `watchkeep-<stage>`. */
export const ipSetName = (prefix: string, tenant: TenantId, version: IpVersion): string =>
  `${prefix}-${tenant}-blocked-${version}`;

/** The set that an address in canonical text belongs to. */
export const versionOf = (address: string): IpVersion => (address.includes(':') ? 'v6' : 'v4');

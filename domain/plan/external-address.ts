import { mappedIpv4, normalizeIp, parseIpv4, parseIpv6 } from '../normalize/values/ip.ts';
import { zoneOfIp, zoneTable } from '../normalize/zones.ts';

/**
 * Addresses that no single attacker on the internet has (IANA special-purpose registries, RFC 6890), beyond the private
 * ones that a zone table knows anyway: protocol assignments, 6to4 and NAT64 gateways, benchmarks, discard, Teredo, old
 * site-local. The documentation networks are not among them: nobody routes them, and examples and tests live there.
 */
const RESERVED = [
  '192.0.0.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:2::/48',
  '2002::/16',
  '5f00::/16',
  'fec0::/10',
].map((cidr) => ({ cidr, zone: 'reserved' }));

const TABLE = zoneTable(RESERVED);

/**
 * The address as it can be blocked: one IPv4 or IPv6 address on the internet, IPv4-mapped ones as IPv4. Undefined for
 * private, loopback, link-local, multicast and reserved ones, for networks, and for anything that is no address.
 */
export const externalAddress = (text: string): string | undefined => {
  const address = normalizeIp(text);
  if (address === undefined || zoneOfIp(TABLE, address) !== undefined) return undefined;
  if (parseIpv4(address) !== undefined) return address;
  const groups = parseIpv6(address);
  if (groups === undefined || mappedIpv4(groups) !== undefined) return undefined;
  return canonicalIpv6(groups);
};

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups (the first of equals) as `::`. */
const canonicalIpv6 = (groups: readonly number[]): string => {
  let [start, length] = [0, 0];
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (end < groups.length && groups[end] === 0) end++;
    if (end - at > length) [start, length] = [at, end - at];
  }
  const written = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? written(groups) : `${written(groups.slice(0, start))}::${written(groups.slice(start + length))}`;
};

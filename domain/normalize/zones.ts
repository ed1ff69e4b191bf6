import type { LogSource } from '../model/event.ts';
import { mappedIpv4, parseIpv4, parseIpv6 } from './values/ip.ts';

/** A network and the zone that it belongs to, for example `{ cidr: '10.30.0.0/16', zone: 'corporate' }`. */
export type ZoneNetwork = { readonly cidr: string; readonly zone: string };

type Ipv4Network = { readonly first: number; readonly last: number; readonly zone: string };
type Ipv6Network = { readonly groups: readonly number[]; readonly bits: number; readonly zone: string };

/** Networks by zone, the narrowest first, and the zones of log sources. */
export type ZoneTable = {
  readonly ipv4: readonly Ipv4Network[];
  readonly ipv6: readonly Ipv6Network[];
  readonly byLogSource: Readonly<Record<LogSource, string>>;
};

/** Where the systems of a log source stand if nothing else is known. */
const ZONE_BY_LOG_SOURCE: Readonly<Record<LogSource, string>> = {
  core_banking: 'zone1_production',
  api_gateway: 'zone1_production',
  database: 'zone1_production',
  windows: 'corporate',
  active_directory: 'corporate',
  firewall: 'dmz',
  cloud: 'cloud',
  web_waf: 'dmz',
  syslog: 'unassigned',
  json: 'unassigned',
  identity: 'cloud',
  payments: 'zone1_production',
  email: 'dmz',
  vpn: 'dmz',
  privileged_access: 'zone1_production',
  dns: 'corporate',
  proxy: 'dmz',
  linux: 'zone1_production',
  container: 'cloud',
  honeypot: 'dmz',
  vulnerability: 'zone2_soc',
  edr: 'corporate',
};

/** Networks of the demo bank; whatever else is private is `internal`. */
const DEMO_NETWORKS: readonly ZoneNetwork[] = [
  { cidr: '10.10.0.0/16', zone: 'zone1_production' },
  { cidr: '10.20.0.0/16', zone: 'zone1_production' },
  { cidr: '10.30.0.0/16', zone: 'corporate' },
  { cidr: '10.40.0.0/16', zone: 'dmz' },
  { cidr: '10.50.0.0/16', zone: 'zone2_soc' },
];

/** Networks that nobody routes on the internet (RFC 1918, 6598, 3927, 1122, 4193, 4291). */
const PRIVATE_NETWORKS: readonly ZoneNetwork[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '0.0.0.0/8',
  '224.0.0.0/3',
  '::1/128',
  '::/128',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].map((cidr) => ({ cidr, zone: 'internal' }));

/** A table of the given networks and the private ones. Throws a RangeError that names a network that is no CIDR. */
export const zoneTable = (
  networks: readonly ZoneNetwork[],
  byLogSource: Partial<Record<LogSource, string>> = {},
): ZoneTable => {
  const ipv4: Ipv4Network[] = [];
  const ipv6: Ipv6Network[] = [];
  for (const { cidr, zone } of [...networks, ...PRIVATE_NETWORKS]) {
    const [address = '', prefix = ''] = cidr.split('/');
    const bits = Number(prefix);
    const number = parseIpv4(address);
    const groups = number === undefined ? parseIpv6(address) : undefined;
    if (prefix === '' || !Number.isInteger(bits) || bits < 0 || bits > (number === undefined ? 128 : 32))
      throw new RangeError(`not a network: ${cidr} (expected address/prefix length)`);
    if (number !== undefined) {
      const size = 2 ** (32 - bits);
      const first = Math.floor(number / size) * size;
      ipv4.push({ first, last: first + size - 1, zone });
    } else if (groups !== undefined) ipv6.push({ groups, bits, zone });
    else throw new RangeError(`not a network: ${cidr} (expected address/prefix length)`);
  }
  return {
    ipv4: ipv4.sort((a, b) => a.last - a.first - (b.last - b.first)),
    ipv6: ipv6.sort((a, b) => b.bits - a.bits),
    byLogSource: { ...ZONE_BY_LOG_SOURCE, ...byLogSource },
  };
};

/** The zones of the demo bank. */
export const DEFAULT_ZONES: ZoneTable = zoneTable(DEMO_NETWORKS);

/** The zone of an IP address; undefined where no network holds it: then it is outside. */
export const zoneOfIp = (table: ZoneTable, ip: string): string | undefined => {
  const number = parseIpv4(ip);
  if (number !== undefined) return zoneOfIpv4(table, number);
  const groups = parseIpv6(ip);
  if (groups === undefined) return undefined;
  const mapped = mappedIpv4(groups);
  if (mapped !== undefined) return zoneOfIpv4(table, mapped);
  for (const network of table.ipv6) if (holds(network, groups)) return network.zone;
  return undefined;
};

const zoneOfIpv4 = (table: ZoneTable, number: number): string | undefined => {
  for (const network of table.ipv4) if (number >= network.first && number <= network.last) return network.zone;
  return undefined;
};

const holds = (network: Ipv6Network, groups: readonly number[]): boolean => {
  for (let index = 0; index * 16 < network.bits; index++) {
    const kept = Math.min(16, network.bits - index * 16);
    const mask = (0xffff << (16 - kept)) & 0xffff;
    if (((groups[index] ?? 0) & mask) !== ((network.groups[index] ?? 0) & mask)) return false;
  }
  return true;
};

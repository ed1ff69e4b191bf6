import { fail, ok, type Result } from '../model/result.ts';
import { formatAddress, parseAddress } from './address.ts';
import { holds, parseNetwork } from './network.ts';

/**
 * Networks from which no attacker on the internet comes, or that stand for more than one machine (IANA's special-purpose
 * address registries, RFC 6890). Documentation networks are not among them: nobody uses them, the simulator's attackers do.
 */
const SPECIAL_NETWORKS: Readonly<Record<string, string>> = {
  '0.0.0.0/8': 'unspecified',
  '10.0.0.0/8': 'private',
  '100.64.0.0/10': 'shared by the customers of a carrier',
  '127.0.0.0/8': 'loopback',
  '169.254.0.0/16': 'link-local',
  '172.16.0.0/12': 'private',
  '192.0.0.0/24': 'reserved for protocols',
  '192.168.0.0/16': 'private',
  '198.18.0.0/15': 'reserved for benchmarks',
  '224.0.0.0/4': 'multicast',
  '240.0.0.0/4': 'reserved',
  '::/128': 'unspecified',
  '::1/128': 'loopback',
  '::/96': 'reserved',
  '64:ff9b::/96': 'a translator to IPv4',
  '64:ff9b:1::/48': 'a translator to IPv4',
  'fc00::/7': 'private',
  'fe80::/10': 'link-local',
  'fec0::/10': 'private',
  'ff00::/8': 'multicast',
};

const SPECIAL = Object.entries(SPECIAL_NETWORKS).map(([text, reason]) => ({
  text,
  reason,
  network: parseNetwork(text),
}));

/**
 * The canonical text of an address that may be blocked, or why it must not be. `neverBlock`: the tenant's addresses and
 * networks (CIDR). An entry that cannot be read could mean any address, so nothing may be blocked until it is corrected.
 */
export const blockableAddress = (target: string, neverBlock: readonly string[]): Result<string, string> => {
  const address = parseAddress(target);
  if (address === undefined) return fail(`${target.slice(0, 100)} is not a single IP address`);
  const text = formatAddress(address);
  for (const { text: special, reason, network } of SPECIAL)
    if (network !== undefined && holds(network, address)) return fail(`${text} is in ${special}, which is ${reason}`);
  for (const entry of neverBlock) {
    const network = parseNetwork(entry);
    if (network === undefined)
      return fail(`the never-block entry ${entry.slice(0, 100)} is no network: correct it (address/prefix length)`);
    if (holds(network, address)) return fail(`${text} is on the never-block list (${entry})`);
  }
  return ok(text);
};

import { type Address, isIpv4, parseAddress } from './address.ts';

/** A network among the addresses of IPv6, as its first address and how many of its bits count. */
export type Network = { readonly first: Address; readonly bits: number };

/**
 * Reads `address/prefix length`, or a single address. Strict: no host bits, no netmask, no leading zeros; undefined for
 * anything else.
 */
export const parseNetwork = (text: string): Network | undefined => {
  const [host = '', prefix, ...more] = text.split('/');
  const first = parseAddress(host);
  if (first === undefined || more.length > 0) return undefined;
  if (prefix === undefined) return { first, bits: 128 };
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const bits = Number(prefix) + (isIpv4(first) && !host.includes(':') ? 96 : 0);
  const network = { first, bits };
  return bits <= 128 && first === firstOf(network, first) ? network : undefined;
};

const firstOf = ({ bits }: Network, address: Address): Address => {
  const host = BigInt(128 - bits);
  return (address >> host) << host;
};

export const holds = (network: Network, address: Address): boolean => firstOf(network, address) === network.first;

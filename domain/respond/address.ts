import { parseIpv4, parseIpv6 } from '../normalize/values/ip.ts';

/** An address among the 2^128 of IPv6; IPv4 as IPv4-mapped (RFC 4291 2.5.5.2), so that `::ffff:10.0.0.1` is `10.0.0.1`. */
export type Address = bigint;

const MAPPED = 0xffffn << 32n;

/** Reads a single address; undefined for anything else: networks, zone ids, leading zeros, names. */
export const parseAddress = (text: string): Address | undefined => {
  const ipv4 = parseIpv4(text);
  if (ipv4 !== undefined) return MAPPED | BigInt(ipv4);
  const groups = parseIpv6(text);
  return groups?.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
};

export const isIpv4 = (address: Address): boolean => address >> 32n === MAPPED >> 32n;

const dotted = (address: Address): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');

/** The first of the longest runs of two and more zero groups, as `[start, length]`. */
const longestZeros = (groups: readonly string[]): readonly [number, number] => {
  let longest: readonly [number, number] = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > Math.max(1, longest[1])) longest = [start, length];
    start += length;
  }
  return longest;
};

/** Canonical text: dotted decimal of IPv4 and IPv4-mapped, RFC 5952 of all other IPv6. */
export const formatAddress = (address: Address): string => {
  if (isIpv4(address)) return dotted(address);
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(16 * (7 - index))) & 0xffffn).toString(16),
  );
  const [start, length] = longestZeros(groups);
  if (length === 0) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
};

/** The canonical text of a single address; undefined where the text is none. */
export const canonicalAddress = (text: string): string | undefined => {
  const address = parseAddress(text);
  return address === undefined ? undefined : formatAddress(address);
};

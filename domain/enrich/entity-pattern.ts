import { parseAddress, rangeOf } from '../detect/address.ts';
import type { Entity } from '../model/entity.ts';

const isNetwork = (value: string): boolean => value.includes('/');

const hasAddress = (network: string, address: string): boolean => {
  const parsed = parseAddress(address);
  return parsed !== undefined && (rangeOf(network)?.contains(parsed) ?? false);
};

/**
 * Whether the pattern stands for the entity. Same kind, and: the same value; or a value that begins as the pattern does
 * before its `*`; or an address within the network of an `ip` pattern (CIDR). Case does not count.
 */
export const matchesEntity = (pattern: Entity, entity: Entity): boolean => {
  if (pattern.kind !== entity.kind) return false;
  const [wanted, value] = [pattern.value.toLowerCase(), entity.value.toLowerCase()];
  if (pattern.kind === 'ip' && isNetwork(wanted)) return hasAddress(wanted, value);
  return wanted.endsWith('*') ? value.startsWith(wanted.slice(0, -1)) : value === wanted;
};

import { canonicalAddress } from '../../domain/respond/address.ts';
import type { IpVersion } from './ip-set-names.ts';

const PREFIX_LENGTH: Readonly<Record<IpVersion, string>> = { v4: '32', v6: '128' };

/** How WAF wants a single address. */
export const entryOf = (address: string, version: IpVersion): string => `${address}/${PREFIX_LENGTH[version]}`;

/** The canonical address of an entry, however WAF writes it; an entry that is a network stays as it is. */
export const addressOf = (entry: string, version: IpVersion): string => {
  const [host = '', prefix] = entry.split('/');
  return prefix === PREFIX_LENGTH[version] ? (canonicalAddress(host) ?? entry) : entry;
};

import type { Hasher } from '../model/hashing.ts';
import type { TenantId } from '../model/tenant.ts';
import { eventTimeOf } from './event-time.ts';

/** RFC 4648, section 6. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 10;

/** The first 50 bits of a hexadecimal digest as ten characters of base32. */
const base32Of = (hex: string): string => {
  const bits = BigInt(`0x${hex.slice(0, 16)}`) >> 14n;
  return Array.from({ length: LENGTH }, (_, index) =>
    ALPHABET.charAt(Number((bits >> BigInt(5 * (LENGTH - 1 - index))) & 31n)),
  ).join('');
};

/**
 * `INC-YYYY-MM-DD-<10 base32 characters>`: the day of the alert that opened the incident (UTC), and a hash of tenant and
 * alert id. The same alert always opens the same incident.
 */
export const incidentIdOf = (hasher: Hasher, tenant: TenantId, alert: { readonly id: string }): string => {
  const day = new Date(eventTimeOf(alert)).toISOString().slice(0, 10);
  return `INC-${day}-${base32Of(hasher.sha256(`${tenant}\n${alert.id}`))}`;
};

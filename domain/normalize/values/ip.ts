/**
 * The 32 bits of a dotted-decimal IPv4 address as an unsigned number; undefined where the text is none. Leading zeros
 * are refused, as there is no agreement whether they mean octal (and OpenSearch refuses them).
 */
export const parseIpv4 = (text: string): number | undefined => {
  const length = text.length;
  if (length < 7 || length > 15) return undefined;
  let address = 0;
  let octet = -1;
  let dots = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return undefined;
      address = address * 256 + octet;
      octet = -1;
    } else if (code >= 48 && code <= 57) {
      if (octet === 0) return undefined;
      octet = octet < 0 ? code - 48 : octet * 10 + code - 48;
      if (octet > 255) return undefined;
    } else return undefined;
  }
  return dots === 3 && octet >= 0 ? address * 256 + octet : undefined;
};

/** The eight 16-bit groups of an IPv6 address (RFC 4291, without zone id); undefined where the text is none. */
export const parseIpv6 = (text: string): readonly number[] | undefined => {
  if (text.length < 2 || text.length > 45 || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
};

const groupsOf = (text: string, mayEndInIpv4: boolean): number[] | undefined => {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (mayEndInIpv4 && index === parts.length - 1 && part.includes('.')) {
      const address = parseIpv4(part);
      if (address === undefined) return undefined;
      groups.push(Math.floor(address / 65_536), address % 65_536);
    } else {
      if (part.length === 0 || part.length > 4) return undefined;
      let group = 0;
      for (let at = 0; at < part.length; at++) {
        const digit = HEX.indexOf(part.charAt(at));
        if (digit < 0) return undefined;
        group = group * 16 + (digit > 15 ? digit - 6 : digit);
      }
      groups.push(group);
    }
  }
  return groups;
};

const HEX = '0123456789abcdefABCDEF';

/** The IPv4 address in an IPv4-mapped IPv6 address (RFC 4291 2.5.5.2), undefined for others. */
export const mappedIpv4 = (groups: readonly number[]): number | undefined => {
  for (let index = 0; index < 5; index++) if (groups[index] !== 0) return undefined;
  return groups[5] === 0xffff ? (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0) : undefined;
};

/** The address as it is kept: IPv4 as it came, IPv4-mapped IPv6 as IPv4, IPv6 in lower case; undefined for anything else. */
export const normalizeIp = (text: string): string | undefined => {
  if (parseIpv4(text) !== undefined) return text;
  const groups = parseIpv6(text);
  if (groups === undefined) return undefined;
  const mapped = mappedIpv4(groups);
  if (mapped === undefined) return text.toLowerCase();
  return `${mapped >>> 24}.${(mapped >>> 16) & 255}.${(mapped >>> 8) & 255}.${mapped & 255}`;
};

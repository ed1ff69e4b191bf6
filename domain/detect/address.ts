/** An IPv4 or IPv6 address as its bytes: 4 or 16. */
export type Address = readonly number[];

export type AddressRange = { readonly contains: (address: Address) => boolean };

const parseIpv4 = (text: string): Address | undefined => {
  const parts = text.split('.');
  const bytes = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  return bytes.length === 4 && bytes.every((byte) => byte <= 255) ? bytes : undefined;
};

const parseGroups = (text: string): number[] | undefined => {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const ipv4 = index === groups.length - 1 && group.includes('.') ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (/^[0-9A-Fa-f]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else return undefined;
  }
  return bytes;
};

const parseIpv6 = (text: string): Address | undefined => {
  if (text.length > 45 || !text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = [parseGroups(halves[0] ?? ''), parseGroups(halves[1] ?? '')];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
};

/** RFC 4291 and dotted quads; undefined for anything else. */
export const parseAddress = (text: string): Address | undefined =>
  text === '' || text.length > 45 ? undefined : (parseIpv4(text) ?? parseIpv6(text));

const sharesPrefix = (a: Address, b: Address, bits: number): boolean => {
  if (a.length !== b.length) return false;
  for (let index = 0, left = bits; left > 0; index++, left -= 8) {
    const mask = left >= 8 ? 255 : (255 << (8 - left)) & 255;
    if (((a[index] ?? 0) & mask) !== ((b[index] ?? 0) & mask)) return false;
  }
  return true;
};

const maskBits = (text: string, size: number): number | undefined => {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= size ? Number(text) : undefined;
  const mask = parseIpv4(text);
  if (mask === undefined || size !== 32) return undefined;
  const bits = mask.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
};

/** `10.1.2.3`, `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `10.` (a prefix), `any`, and the same for IPv6. */
export const rangeOf = (text: string): AddressRange | undefined => {
  if (text.toLowerCase() === 'any') return { contains: () => true };
  const [network = '', mask] = text.split('/');
  const prefix = /^(\d{1,3}\.){1,3}$/.test(network) ? network.slice(0, -1).split('.').map(Number) : undefined;
  if (prefix !== undefined && mask === undefined) {
    const padded = [...prefix, 0, 0, 0].slice(0, 4);
    return { contains: (address) => sharesPrefix(address, padded, prefix.length * 8) };
  }
  const parsed = parseAddress(network);
  if (parsed === undefined) return undefined;
  const size = parsed.length * 8;
  const bits = mask === undefined ? size : maskBits(mask, size);
  return bits === undefined ? undefined : { contains: (address) => sharesPrefix(address, parsed, bits) };
};

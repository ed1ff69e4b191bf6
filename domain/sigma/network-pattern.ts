const octetRange = (from: number, to: number): string => {
  if (from === 0 && to === 255) return '\\d{1,3}';
  if (from === to) return String(from);
  const values = Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  return `(?:${values.join('|')})`;
};

const version4 = (text: string, length: number): string | undefined => {
  const octets = text.split('.').map(Number);
  if (octets.length !== 4 || octets.some((octet) => !(octet >= 0 && octet <= 255)) || length > 32) return undefined;
  const forms = octets.map((octet, index) => {
    const bits = Math.min(8, Math.max(0, length - index * 8));
    const span = 2 ** (8 - bits);
    const from = Math.floor(octet / span) * span;
    return octetRange(from, from + span - 1);
  });
  return `^${forms.join('\\.')}\\z`;
};

const groupsOf = (text: string): readonly number[] | undefined => {
  const [head = '', tail, ...more] = text.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  if (more.length > 0 || !/^[0-9a-fA-F:]+$/.test(text)) return undefined;
  const [before, after] = [read(head), tail === undefined ? [] : read(tail)];
  const zeros = 8 - before.length - after.length;
  if (zeros < 0 || (tail === undefined && zeros !== 0)) return undefined;
  const groups = [...before, ...new Array<number>(zeros).fill(0), ...after];
  return groups.every((group) => group >= 0 && group <= 0xffff) ? groups : undefined;
};

const GROUP = '[0-9a-f]{1,4}';
const atMost = (count: number): string => (count < 1 ? '' : `(?:${GROUP}(?::${GROUP}){0,${count - 1}})?`);

/** The texts of a group of which the first bits are fixed. */
const groupRange = (from: number, bits: number): string => {
  if (bits === 16) return `0{0,3}${from.toString(16)}`;
  const text = from.toString(16).padStart(4, '0');
  const span = 2 ** (16 - bits);
  const forms = Array.from({ length: 4 }, (_, index) => {
    const unit = 16 ** (3 - index);
    const low = Number.parseInt(text.charAt(index), 16);
    const width = Math.max(1, Math.min(16, span / unit));
    const members = Array.from({ length: width }, (_, step) => (low + step).toString(16)).join('');
    return members.length === 1 ? members : `[${members}]`;
  });
  return forms.join('');
};

/** IPv6: the fixed groups stand in full, and only zeros at their end may be shortened to `::`. */
const version6 = (text: string, length: number): string | undefined => {
  const groups = groupsOf(text);
  if (groups === undefined || length > 128) return undefined;
  const fixed = Math.ceil(length / 16);
  if (length === 128 && groups.slice(0, 7).every((group) => group === 0)) {
    const last = groupRange(groups[7] ?? 0, 16);
    return `^(?:(?:0{1,4}:){7}|(?:0{1,4}(?::0{1,4})*)?::(?:0{1,4}:)*)${last}\\z`;
  }
  const lastNonZero = groups.slice(0, fixed).findLastIndex((group) => group !== 0);
  if (lastNonZero < 0 || groups.slice(0, lastNonZero).includes(0)) return undefined;
  const bitsOf = (index: number): number => Math.min(16, length - index * 16);
  // A group of which some bits are free may be anything of its range, so it must be the last that is not zero.
  if (lastNonZero < fixed - 1 && bitsOf(fixed - 1) < 16) return undefined;
  const prefix = groups.slice(0, lastNonZero + 1).map((group, index) => groupRange(group, bitsOf(index)));
  const zeros = fixed - lastNonZero - 1;
  const rest = 8 - fixed;
  const written = `${':0{1,4}'.repeat(zeros)}${rest === 0 ? '\\z' : ':'}`;
  const shortened = Array.from({ length: zeros }, (_, kept) => `${':0{1,4}'.repeat(kept)}::${atMost(rest)}\\z`);
  return `^${prefix.join(':')}(?:${[written, ...shortened].join('|')})`;
};

/** A pattern for the texts of addresses in a network (`10.0.0.0/8`, `2001:db8::/32`); undefined where it can't be said. */
export const networkPattern = (network: string): string | undefined => {
  const found = /^([0-9a-fA-F:.]{2,45})(?:\/(\d{1,3}))?$/.exec(network.trim());
  const [, address = '', length] = found ?? [];
  if (address === '') return undefined;
  return address.includes(':') ? version6(address, Number(length ?? 128)) : version4(address, Number(length ?? 32));
};

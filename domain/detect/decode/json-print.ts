const MAXIMUM_INT = 2 ** 31;

/** Numbers as fields: integers of 32 bits as they are, all others with six decimals. */
export const printNumber = (value: number): string => {
  if (Number.isInteger(value) && value >= -MAXIMUM_INT && value < MAXIMUM_INT) return String(value);
  if (Number.isInteger(value) && Math.abs(value) >= 1e21) return `${BigInt(value)}.000000`;
  return Number.isFinite(value) ? value.toFixed(6) : value > 0 ? 'inf' : '-inf';
};

/** As deep as the format's parser goes; a hostile document must not exhaust the stack. */
const MAXIMUM_DEPTH = 1_000;

const inner = (value: unknown, depth: number): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (depth > MAXIMUM_DEPTH && typeof value === 'object') return 'null';
  if (Array.isArray(value)) return `[${value.map((item) => inner(item, depth + 1)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const lines = Object.entries(value).map(
    ([key, item]) => `${'\t'.repeat(depth + 1)}${JSON.stringify(key)}:\t${inner(item, depth + 1)}`,
  );
  const body = lines.length === 0 ? '' : `${lines.join(',\n')}\n`;
  return `{\n${body}${'\t'.repeat(depth)}}`;
};

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? printNumber(value) : inner(value, 0);

/** An array as one text: pretty-printed JSON (`["a", "b"]`), or its items joined by commas. */
export const printArray = (items: readonly unknown[], as: 'array' | 'csv'): string =>
  as === 'csv' ? items.map(plain).join(',') : inner(items, 0);

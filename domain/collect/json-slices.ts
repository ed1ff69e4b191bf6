const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

const trimmed = (bytes: Uint8Array, from: number, to: number): Uint8Array => {
  let start = from;
  let end = to;
  while (start < end && isSpace(bytes[start])) start += 1;
  while (end > start && isSpace(bytes[end - 1])) end -= 1;
  return bytes.subarray(start, end);
};

/**
 * Where the text is ONE JSON array or object (RFC 8259) and nothing else: the elements of the array, or the object, as slices
 * of the bytes as they came. Undefined otherwise. Only brackets and strings are looked at; one pass, no recursion.
 */
export const jsonSlicesOf = (bytes: Uint8Array): readonly Uint8Array[] | undefined => {
  const whole = trimmed(bytes, 0, bytes.length);
  const isArray = whole[0] === OPEN_BRACKET;
  if (!isArray && whole[0] !== OPEN_BRACE) return undefined;
  const slices: Uint8Array[] = [];
  let depth = 0;
  let inString = false;
  let start = 1;
  for (let index = 0; index < whole.length; index += 1) {
    const byte = whole[index];
    if (inString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) depth += 1;
    else if (byte === COMMA && depth === 1 && isArray) {
      slices.push(trimmed(whole, start, index));
      start = index + 1;
    } else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
      depth -= 1;
      if (depth > 0) continue;
      if (index < whole.length - 1 || byte !== (isArray ? CLOSE_BRACKET : CLOSE_BRACE)) return undefined;
      if (!isArray) return [whole];
      slices.push(trimmed(whole, start, index));
    }
  }
  return depth === 0 && !inString ? slices.filter((slice, index) => slice.length > 0 || index > 0) : undefined;
};

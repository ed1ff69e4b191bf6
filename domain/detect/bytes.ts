// biome rules forbid control characters in literals, so the ASCII test is written with an upper bound only.
const BEYOND_ASCII = /[^ -~\t\r\n]/;
const BEYOND_SEVEN_BITS = /[\u0080-\uffff]/;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** True where the text has only 7-bit characters, so that text and UTF-8 bytes are the same. */
export const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text) || !BEYOND_SEVEN_BITS.test(text);

/** A byte that is no UTF-8 stands in a text as a lone low surrogate, U+DC80 to U+DCFF (as in Python's PEP 383). */
const LONE_BASE = 0xdc00;
const LONE_BYTE = /[\udc80-\udcff]/u;
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The length of the UTF-8 sequence that a first byte announces; 0 where none begins with it. */
const sequenceLength = (byte: number): number =>
  byte < 0x80
    ? 1
    : byte >= 0xc2 && byte < 0xe0
      ? 2
      : byte >= 0xe0 && byte < 0xf0
        ? 3
        : byte >= 0xf0 && byte < 0xf5
          ? 4
          : 0;

const tryDecode = (bytes: Uint8Array): string | undefined => {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
};

/** The least code point of sequences of a length: what could be shorter is no UTF-8. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

/** The code point of the sequence at `at`; -1 where it is none. */
const codePointAt = (bytes: Uint8Array, at: number, length: number): number => {
  const first = bytes[at] ?? 0;
  if (length < 2) return length === 1 ? first : -1;
  let code = first & (0x7f >> length);
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  return code < (LEAST[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? -1 : code;
};

/** The text of bytes that ought to be UTF-8, such that {@link bytesOf} gives the very same bytes back. */
export const textOfUtf8 = (bytes: Uint8Array): string => {
  const whole = tryDecode(bytes);
  if (whole !== undefined) return whole;
  let text = '';
  let codes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    const length = sequenceLength(byte);
    const code = codePointAt(bytes, at, length);
    codes.push(code === -1 ? LONE_BASE + byte : code);
    at += code === -1 ? 1 : length;
    if (codes.length < 4096) continue;
    text += String.fromCodePoint(...codes);
    codes = [];
  }
  return text + String.fromCodePoint(...codes);
};

/** The last text found to be ASCII: mostly the line whose lower case is asked for next. */
let knownAscii = '';

const charactersOf = (length: number, codeAt: (at: number) => number): string => {
  let text = '';
  for (let start = 0; start < length; start += 4096) {
    const codes = new Array<number>(Math.min(4096, length - start));
    for (let index = 0; index < codes.length; index++) codes[index] = codeAt(start + index);
    text += String.fromCharCode(...codes);
  }
  return text;
};

const encodeWithLoneBytes = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80) bytes[length++] = code;
    else if (code >= 0xdc80 && code <= 0xdcff) bytes[length++] = code - LONE_BASE;
    else {
      if (code > 0xffff) at++;
      for (const byte of encoder.encode(String.fromCodePoint(code))) bytes[length++] = byte;
    }
  }
  return bytes.subarray(0, length);
};

/** The UTF-8 bytes of `text` as a string of characters 0–255: patterns match on bytes. */
export const bytesOf = (text: string): string => {
  if (isAscii(text)) {
    knownAscii = text;
    return text;
  }
  const bytes = LONE_BYTE.test(text) ? encodeWithLoneBytes(text) : encoder.encode(text);
  return charactersOf(bytes.length, (at) => bytes[at] ?? 0);
};

/** The inverse of {@link bytesOf}; bytes that are not UTF-8 become U+FFFD. */
export const textOf = (bytes: string): string => {
  if (isAscii(bytes)) return bytes;
  const array = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) array[at] = bytes.charCodeAt(at);
  return decoder.decode(array);
};

const lowerCaseBytes = (bytes: string): string =>
  bytes === knownAscii || isAscii(bytes) ? bytes.toLowerCase() : bytes.replace(/[A-Z]+/g, (run) => run.toLowerCase());

const SLOTS = 32;
const remembered: string[] = new Array(SLOTS).fill('');
const lowered: string[] = new Array(SLOTS).fill('');

/** ASCII lower case. The last results are remembered, because many patterns look at the same text. */
export const lowerCaseOf = (bytes: string): string => {
  const slot = bytes.length % SLOTS;
  if (remembered[slot] === bytes) return lowered[slot] ?? '';
  const result = lowerCaseBytes(bytes);
  remembered[slot] = bytes;
  lowered[slot] = result;
  return result;
};

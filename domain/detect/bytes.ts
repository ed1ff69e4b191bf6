// biome rules forbid control characters in literals, so the ASCII test is written with an upper bound only.
const BEYOND_ASCII = /[^ -~\t\r\n]/;
const BEYOND_SEVEN_BITS = /[\u0080-\uffff]/;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** True where the text has only 7-bit characters, so that text and UTF-8 bytes are the same. */
export const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text) || !BEYOND_SEVEN_BITS.test(text);

/** The last text found to be ASCII: mostly the line whose lower case is asked for next. */
let knownAscii = '';

/** The UTF-8 bytes of `text` as a string of characters 0–255: patterns match on bytes. */
export const bytesOf = (text: string): string => {
  if (isAscii(text)) {
    knownAscii = text;
    return text;
  }
  const bytes = encoder.encode(text);
  let result = '';
  for (let start = 0; start < bytes.length; start += 4096) {
    result += String.fromCharCode(...bytes.subarray(start, start + 4096));
  }
  return result;
};

/** The inverse of {@link bytesOf}; bytes that are not UTF-8 become U+FFFD. */
export const textOf = (bytes: string): string =>
  isAscii(bytes) ? bytes : decoder.decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));

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

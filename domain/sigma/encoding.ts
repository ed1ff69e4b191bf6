const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as numbers 0 to 255. */
export type Bytes = readonly number[];

export const utf8 = (text: string): Bytes => [...new TextEncoder().encode(text)];

const unitsOf = (text: string): readonly number[] =>
  Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));

export const utf16le = (text: string): Bytes => unitsOf(text).flatMap((unit) => [unit & 0xff, unit >> 8]);
export const utf16be = (text: string): Bytes => unitsOf(text).flatMap((unit) => [unit >> 8, unit & 0xff]);
/** With the byte order mark, as the modifier `utf16` asks for. */
export const utf16 = (text: string): Bytes => [0xff, 0xfe, ...utf16le(text)];

/** Base64 with padding (RFC 4648, section 4). */
export const base64 = (bytes: Bytes): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += b === undefined ? '=' : ALPHABET.charAt((group >> 6) & 63);
    text += c === undefined ? '=' : ALPHABET.charAt(group & 63);
  }
  return text;
};

/** The three forms that bytes take inside a longer Base64 text, without the characters that neighbours decide. */
export const base64Offsets = (bytes: Bytes): readonly string[] =>
  [0, 1, 2].map((offset) => {
    const encoded = base64([...new Array<number>(offset).fill(0), ...bytes]);
    const undecided = [0, 3, 2][(offset + bytes.length) % 3] ?? 0;
    return encoded.slice([0, 2, 3][offset] ?? 0, encoded.length - undecided);
  });

/** A set of bytes: 1 at the index of each member. Sets are shared and never changed after construction. */
export type ByteSet = Uint8Array;

const build = (member: (byte: number) => boolean): ByteSet =>
  Uint8Array.from({ length: 256 }, (_, byte) => (member(byte) ? 1 : 0));

export const setOf = (characters: string): ByteSet => {
  const set = new Uint8Array(256);
  for (let index = 0; index < characters.length; index++) set[characters.charCodeAt(index)] = 1;
  return set;
};
export const rangeSet = (from: number, to: number): ByteSet => build((byte) => byte >= from && byte <= to);
export const complementOf = (set: ByteSet): ByteSet => build((byte) => set[byte] !== 1);
export const unionOf = (...sets: readonly ByteSet[]): ByteSet => build((byte) => sets.some((set) => set[byte] === 1));
export const intersects = (a: ByteSet, b: ByteSet): boolean => {
  for (let byte = 0; byte < 256; byte++) if (a[byte] === 1 && b[byte] === 1) return true;
  return false;
};
/** The members, ascending. */
export const membersOf = (set: ByteSet): number[] => {
  const members: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (set[byte] === 1) members.push(byte);
  return members;
};

const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;
const isLower = (byte: number): boolean => byte >= 97 && byte <= 122;

/** Adds the other case of every ASCII letter. */
export const foldCase = (set: ByteSet): ByteSet =>
  build(
    (byte) => set[byte] === 1 || (isUpper(byte) && set[byte + 32] === 1) || (isLower(byte) && set[byte - 32] === 1),
  );

const exact = Array.from({ length: 256 }, (_, byte) => rangeSet(byte, byte));
const folded = exact.map(foldCase);

/** The set of one byte. */
export const byteSet = (byte: number, ignoreCase: boolean): ByteSet => {
  const set = (ignoreCase ? folded : exact)[byte];
  if (set === undefined) throw new RangeError(`not a byte: ${byte}`);
  return set;
};

export const ANY = build(() => true);
export const NOTHING = build(() => false);
export const NOT_NEWLINE = complementOf(setOf('\n'));
export const DIGIT = rangeSet(48, 57);
export const LETTER = unionOf(rangeSet(65, 90), rangeSet(97, 122));

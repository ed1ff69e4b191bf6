import { type ByteSet, complementOf } from './byte-set.ts';

const NAME = /^[pP](?:\{(\^?)([A-Za-z]{1,2}|Any|L&)\}|([A-Z]))/;

const membersOfProperty = (name: string): ByteSet | undefined => {
  if (name === 'Any') return new Uint8Array(256).fill(1);
  try {
    const expression = new RegExp(name === 'L&' ? '^[\\p{Lu}\\p{Ll}\\p{Lt}]$' : `^\\p{${name}}$`, 'u');
    return Uint8Array.from({ length: 256 }, (_, byte) => (expression.test(String.fromCharCode(byte)) ? 1 : 0));
  } catch {
    return undefined;
  }
};

/**
 * Reads `p{Lu}` or `PL` at `at`, behind the backslash: general categories. Without UTF, a byte is the character of that
 * number. Undefined where it is no property.
 */
export const propertyAt = (text: string, at: number): { set: ByteSet; length: number } | undefined => {
  const found = NAME.exec(text.slice(at, at + 8));
  const members = found === null ? undefined : membersOfProperty(found[2] ?? found[3] ?? '');
  if (found === null || members === undefined) return undefined;
  const negated = (text[at] === 'P') !== (found[1] === '^');
  return { set: negated ? complementOf(members) : members, length: found[0].length };
};

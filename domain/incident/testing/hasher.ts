import type { Hasher } from '../../model/hashing.ts';

const MASK = (1n << 64n) - 1n;

/** FNV-1a, 64 bits, four times over: good enough to tell test data apart, and pure. */
export const toyHasher: Hasher = {
  sha256: (data) => {
    let hash = 0xcbf29ce484222325n;
    for (const character of String(data))
      hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & MASK;
    return hash.toString(16).padStart(16, '0').repeat(4);
  },
};

/** Randomness that a seed determines: the same seed gives the same draws on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [minimum, maximum]. */
  integer(minimum: number, maximum: number): number;
  /** Uniform in [minimum, maximum). */
  between(minimum: number, maximum: number): number;
  chance(probability: number): boolean;
  pick<const T extends readonly [unknown, ...unknown[]]>(items: T): T[number];
  /** Picks by weight; weights are non-negative and not all zero. */
  weighted<T>(items: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
  /** Exponentially distributed with the given mean. */
  exponential(mean: number): number;
  shuffle<T>(items: readonly T[]): T[];
  /** An independent generator named by a label; does not consume draws. */
  fork(label: string): Random;
};

/** Four 32-bit words from a text (the public-domain cyrb128). */
const wordsOf = (text: string): [number, number, number, number] => {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
};

/** The public-domain sfc32: 32 uniform bits a draw. */
const bitsFrom = (seed: string): (() => number) => {
  let [a, b, c, d] = wordsOf(seed);
  const draw = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) draw();
  return draw;
};

/** A generator for the seed; any text or number is a seed. */
export const createRandom = (seed: string | number): Random => {
  const bits = bitsFrom(String(seed));
  const next = () => bits() / 4294967296;
  const integer = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1));
  return {
    next,
    integer,
    between: (minimum, maximum) => minimum + next() * (maximum - minimum),
    chance: (probability) => next() < probability,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items[0][0];
    },
    hex: (length) => {
      let text = '';
      while (text.length < length) text += bits().toString(16).padStart(8, '0');
      return text.slice(0, length);
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
    shuffle: (items) => {
      const copy = [...items];
      for (let index = copy.length - 1; index > 0; index--) {
        const other = integer(0, index);
        const [left, right] = [copy[index], copy[other]];
        if (left !== undefined && right !== undefined) [copy[index], copy[other]] = [right, left];
      }
      return copy;
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  };
};

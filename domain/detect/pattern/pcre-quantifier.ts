import type { PcreFlags } from './pcre-group.ts';
import type { Node } from './syntax.ts';

const MAXIMUM_REPEAT = 65_535;
const QUANTIFIER = /^(?:([*+?])|\{(\d{1,5})(,?)(\d{0,5})\})([?+]?)/;

type Quantifier = Pick<Extract<Node, { kind: 'repeat' }>, 'minimum' | 'maximum' | 'greed'> & {
  readonly length: number;
};

/** Reads `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}` with their `?` or `+`; undefined where none stands at `at`. */
export const quantifierAt = (text: string, at: number, flags: PcreFlags): Quantifier | 'out of order' | undefined => {
  const found = QUANTIFIER.exec(text.slice(at, at + 16));
  if (found === null) return undefined;
  const minimum = found[1] === undefined ? Number(found[2]) : found[1] === '+' ? 1 : 0;
  const bound = found[4] === '' ? Number.POSITIVE_INFINITY : Number(found[4]);
  const counted = found[3] === ',' ? bound : minimum;
  const maximum = found[1] === undefined ? counted : found[1] === '?' ? 1 : Number.POSITIVE_INFINITY;
  if (maximum < minimum || minimum > MAXIMUM_REPEAT) return 'out of order';
  const [usual, other] = flags.ungreedy ? (['lazy', 'greedy'] as const) : (['greedy', 'lazy'] as const);
  const greed = found[5] === '?' ? other : found[5] === '+' ? 'possessive' : usual;
  return { length: found[0].length, minimum, maximum, greed };
};

import type { Sample } from './sample.ts';

const wordsOf = (sequence: Sample['fires']): string[] =>
  sequence.flatMap(({ repeat = 1, line }) => [`×${repeat}`, ...line.split(/[^\w.%-]+/)]);

/** How much two sequences of lines differ: words that only one of them has, as a share of all words, 0 to 1. */
export const differenceOfSequences = (a: Sample['fires'], b: Sample['fires']): number => {
  const balance = new Map<string, number>();
  const [first, second] = [wordsOf(a), wordsOf(b)];
  for (const word of first) balance.set(word, (balance.get(word) ?? 0) + 1);
  for (const word of second) balance.set(word, (balance.get(word) ?? 0) - 1);
  const unequal = [...balance.values()].reduce((sum, count) => sum + Math.abs(count), 0);
  return unequal / (first.length + second.length);
};

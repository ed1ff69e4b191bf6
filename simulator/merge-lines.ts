import type { SimulatedLine } from './line.ts';

/** Two streams of lines as one, in order of event time; the first one's line comes first where times are equal. */
export function* mergeLines<Line extends SimulatedLine>(
  first: Iterable<Line>,
  second: Iterable<Line>,
): Generator<Line> {
  const [left, right] = [first[Symbol.iterator](), second[Symbol.iterator]()];
  let [a, b] = [left.next(), right.next()];
  while (!a.done || !b.done) {
    if (b.done || (!a.done && a.value.at <= b.value.at)) {
      if (!a.done) yield a.value;
      a = left.next();
    } else {
      yield b.value;
      b = right.next();
    }
  }
}

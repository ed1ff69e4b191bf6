import type { Link } from './links.ts';

/**
 * A stretch of time in which an incident's alerts with one link follow one another without a gap longer than the window.
 * Milliseconds since the epoch, both ends included. An alert lies within the window of some alert of the stretch exactly
 * if it lies within the window of the stretch, so spans stand for all the alerts under them.
 */
export type Span = { readonly link: Link; readonly start: number; readonly end: number; readonly incidentId: string };

/** A span or an alert on the time line of one link; `node` is its place among the components. */
export type Mark = { readonly start: number; readonly end: number; readonly node: number };

/** Marks that no gap longer than the window parts, with the stretch that they cover together. */
export type Chain<M extends Mark> = { readonly start: number; readonly end: number; readonly marks: readonly M[] };

/** Splits the marks of one link into chains, by time. */
export const chainsOf = <M extends Mark>(marks: readonly M[], windowMs: number): readonly Chain<M>[] => {
  const chains: { start: number; end: number; marks: M[] }[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || a.end - b.end || a.node - b.node)) {
    const last = chains.at(-1);
    if (last && mark.start - last.end <= windowMs) {
      last.end = Math.max(last.end, mark.end);
      last.marks.push(mark);
    } else chains.push({ start: mark.start, end: mark.end, marks: [mark] });
  }
  return chains;
};

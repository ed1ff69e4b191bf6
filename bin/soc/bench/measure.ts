/** Events a second of one pass over `count` events. */
export const perSecond = (count: number, pass: () => void): number => {
  const started = performance.now();
  pass();
  return (count / (performance.now() - started)) * 1000;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

/** The value at or below which the share `p` of the samples lies (nearest rank). */
export const percentile = (values: readonly number[], p: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * p) - 1)] ?? Number.NaN;

/**
 * Pause before a further try: exponential with full jitter, milliseconds.
 * `random`: a number in [0, 1). Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 */
export const fullJitter =
  (base: number, maximum: number, random: () => number) =>
  (attempt: number): number =>
    Math.floor(random() * Math.min(maximum, base * 2 ** Math.max(0, attempt - 2)));

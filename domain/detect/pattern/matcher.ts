/**
 * Collects what went wrong while patterns ran: a budget that tripped makes the rule an error, not a match. Where they are
 * there, `left` and `quick` are what all patterns together may still spend on one event.
 */
export type Meter = {
  tripped: boolean;
  /** Steps of RE2 and the backtracking matcher, about 25 ns each; beyond it patterns give up. */
  left?: number;
  /** Sixteenths of steps proven for V8's RegExp; beyond it RE2 takes over, which gives up nothing. */
  quick?: number;
};

const STEPS = 600_000;
const STEPS_PER_BYTE = 2;
const QUICK_STEPS = 400_000;

/** The budget of one event whose log has `length` bytes: about 30 ms on one core at worst. */
export const eventMeter = (length: number): Meter => ({
  tripped: false,
  left: STEPS + STEPS_PER_BYTE * length,
  quick: QUICK_STEPS,
});

/** Takes steps from the budget of the event; false where they are not there, and then the pattern has given up. */
export const charge = (meter: Meter, steps: number): boolean => {
  if (meter.left === undefined) return true;
  meter.left -= steps;
  if (meter.left >= 0) return true;
  meter.tripped = true;
  return false;
};

/** `end`: where scanning resumes. `groups`: the captures from the first group on; undefined where a group took no part. */
export type Match = { readonly end: number; readonly groups: readonly (string | undefined)[] };

/** A compiled pattern over byte strings. Never throws, always ends. */
export type Matcher = {
  test(subject: string, meter: Meter): boolean;
  exec(subject: string, meter: Meter): Match | undefined;
};

export type PatternType = 'osmatch' | 'osregex' | 'pcre2';

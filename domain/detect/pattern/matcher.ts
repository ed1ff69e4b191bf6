/** Collects what went wrong while patterns ran: a budget that tripped makes the rule an error, not a match. */
export type Meter = { tripped: boolean };

/** `end`: where scanning resumes. `groups`: the captures from the first group on; undefined where a group took no part. */
export type Match = { readonly end: number; readonly groups: readonly (string | undefined)[] };

/** A compiled pattern over byte strings. Never throws, always ends. */
export type Matcher = {
  test(subject: string, meter: Meter): boolean;
  exec(subject: string, meter: Meter): Match | undefined;
};

export type PatternType = 'osmatch' | 'osregex' | 'pcre2';

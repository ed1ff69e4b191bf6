/** One attempt to match, with what it may still spend. */
export type Run = {
  subject: string;
  steps: number;
  nesting: number;
  tripped: boolean;
  /** Start and end of each group, -1 where unset. */
  readonly captures: number[];
  end: number;
};

/** Matches from a position on and then what follows; false where that fails. */
export type Step = (run: Run, at: number) => boolean;

/** Counts a step; false where the budget is spent. */
export const spend = (run: Run): boolean => {
  if (--run.steps > 0) return true;
  run.tripped = true;
  return false;
};

/** Puts captures back where a way fails. */
export const restore = (run: Run, saved: readonly number[]): false => {
  for (let index = 0; index < saved.length; index++) run.captures[index] = saved[index] ?? -1;
  return false;
};

const MAXIMUM = 500;

/** What went wrong, as a clause of a sentence. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, MAXIMUM);

/** An answer that is no success, or none at all. `message` is a sentence for the reader. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** HTTP status; 0 where nothing answered. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  /** Whether asking again may help without anybody doing something. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof ApiFailure && error.status === status;

/** A sentence for the reader, whatever was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof ApiFailure ? error.message : 'Something in this page went wrong. Reload it; if it stays, tell us.';

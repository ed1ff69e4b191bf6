/** A request to a product's API. */
export type PageRequest = {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A longer answer is broken off. */
  readonly maximumBytes: number;
};

export type PageAnswer = {
  readonly status: number;
  /** Value of a header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** Undefined where the answer was longer than allowed. */
  readonly body: Uint8Array | undefined;
};

/** Follows no redirect. Throws where no answer came in time. */
export type PageFetcher = (request: PageRequest) => Promise<PageAnswer>;

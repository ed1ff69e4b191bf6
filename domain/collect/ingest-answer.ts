/** What the ingest answers over HTTP; `body` is sent as JSON. */
export type IngestAnswer = {
  readonly status: 200 | 202 | 400 | 401 | 404 | 405 | 413 | 415 | 429 | 503;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

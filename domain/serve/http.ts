/** A request as the broker sees it. Header names are lower-case; `path` is still percent-encoded. */
export type ApiRequest = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where the request has none. */
  readonly body: Uint8Array;
};

export type ApiResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** More than any command has to say. */
export const MAXIMUM_BODY_BYTES = 64 * 1024;

/** A Lambda answers with at most 6 MB (6,291,556 bytes), its body written as a JSON string; this leaves room for headers. */
const MAXIMUM_ANSWER_BYTES = 6_000_000;

/** Texts below this are never too large, however they are escaped. */
const SMALL = 800_000;

/** Whether an answer with this body would not get through. */
export const isTooLarge = (body: string): boolean =>
  body.length > SMALL && new TextEncoder().encode(JSON.stringify(body)).byteLength > MAXIMUM_ANSWER_BYTES;

/** Answers are data of one person at one time: never kept, never guessed at, never framed. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * CORS headers for the origins that are configured, character by character; for all others none. `*` allows every origin:
 * for the local platform. Answers never allow credentials of the browser: the token is a header that a page must know.
 */
export const corsHeaders = (origin: string | undefined, allowed: readonly string[]): Record<string, string> =>
  origin !== undefined && (allowed.includes(origin) || allowed.includes('*'))
    ? { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'x-request-id', vary: 'Origin' }
    : { vary: 'Origin' };

/** What a preflight asks for on top. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, x-tenant, content-type',
  'access-control-max-age': '600',
};

/** Hash functions reach the domain as arguments; adapters/hashing.ts has the ones of node:crypto. Hex, lower case. */
export type Hasher = {
  readonly sha256: (data: string | Uint8Array) => string;
};

/** HMAC-SHA-256 under one key. */
export type Signer = {
  /** The id of the key, kept beside the signature. */
  readonly keyId: string;
  readonly hmacSha256: (data: string) => string;
};

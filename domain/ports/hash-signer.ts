/** Signs hashes (SHA-256, hex) with a key that nobody can read; signatures in base64. */
export type HashSigner = {
  sign(hash: string): Promise<{ readonly signature: string; readonly keyId: string }>;
  /** False also for a signature that names another key. */
  verify(hash: string, signature: string, keyId: string): Promise<boolean>;
};

import { createHash, createHmac, hash } from 'node:crypto';
import type { Hasher, Signer } from '../domain/model/hashing.ts';

/** node:crypto behind the domain's type. */
export const nodeHasher: Hasher = {
  sha256: (data) => hash('sha256', data, 'hex'),
};

/** SHA-256 as bytes, for Merkle trees. */
export const sha256Bytes = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

/** HMAC-SHA-256 under a key held in memory. `key`: 32 bytes. */
export const signerOf = (keyId: string, key: Uint8Array): Signer => ({
  keyId,
  hmacSha256: (data) => createHmac('sha256', key).update(data).digest('hex'),
});

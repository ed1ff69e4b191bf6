import { createHash, hash } from 'node:crypto';
import type { Hasher, Signer } from '../domain/model/hashing.ts';

/** node:crypto behind the domain's type. */
export const nodeHasher: Hasher = {
  sha256: (data) => hash('sha256', data, 'hex'),
};

/** SHA-256 as bytes, for Merkle trees. */
export const sha256Bytes = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

const BLOCK = 64;
const DIGEST = 32;

/** Puts the key, padded to a block and XORed with a constant, at the start of the bytes (RFC 2104 2). */
const putPad = (bytes: Buffer, key: Uint8Array, constant: number): void => {
  for (let at = 0; at < BLOCK; at++) bytes[at] = (key[at] ?? 0) ^ constant;
};

/**
 * HMAC-SHA-256 under a key held in memory. `key`: 32 bytes. Written out after RFC 2104 over one-shot hashes: setting up
 * an Hmac object costs more than hashing an event.
 */
export const signerOf = (keyId: string, key: Uint8Array): Signer => {
  if (key.length > BLOCK) throw new RangeError(`a key has at most ${BLOCK} bytes`);
  let inner = Buffer.alloc(16_384);
  putPad(inner, key, 0x36);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  putPad(outer, key, 0x5c);
  return {
    keyId,
    hmacSha256: (data) => {
      const needed = BLOCK + data.length * 3;
      if (inner.length < needed) {
        inner = Buffer.alloc(needed);
        putPad(inner, key, 0x36);
      }
      const end = BLOCK + inner.write(data, BLOCK);
      outer.write(hash('sha256', inner.subarray(0, end), 'hex'), BLOCK, 'hex');
      return hash('sha256', outer, 'hex');
    },
  };
};

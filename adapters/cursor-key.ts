import { hkdfSync } from 'node:crypto';
import type { Signer } from '../domain/model/hashing.ts';
import { signerOf } from './hashing.ts';

/**
 * A key that seals cursors, derived from a secret that every instance of the broker can read (HKDF-SHA-256, RFC 5869: the
 * secret does not follow from the key). Once the secret is rotated, open lists start again from their first page.
 */
export const derivedCursorKey = (secret: () => Promise<string>): (() => Promise<Signer>) => {
  let key: Promise<Signer> | undefined;
  const derive = async (): Promise<Signer> =>
    signerOf('cursor', new Uint8Array(hkdfSync('sha256', await secret(), '', 'watchkeep cursor', 32)));
  return () => {
    key ??= derive();
    key.catch(() => {
      key = undefined;
    });
    return key;
  };
};

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signerOf } from './hashing.ts';

describe('signerOf', () => {
  it('gives the HMAC-SHA-256 of RFC 4231, test case 2', () => {
    const signer = signerOf('k', new TextEncoder().encode('Jefe'));
    expect(signer.hmacSha256('what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('agrees with node:crypto for any key and text, long ones in between', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 64 }),
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.integer({ min: 0, max: 60_000 }).map((n) => 'ä€'.repeat(n)),
          ),
        ),
        (key, texts) => {
          const signer = signerOf('k', key);
          for (const text of texts)
            expect(signer.hmacSha256(text)).toBe(createHmac('sha256', key).update(text).digest('hex'));
        },
      ),
      { numRuns: 30 },
    );
  });
});

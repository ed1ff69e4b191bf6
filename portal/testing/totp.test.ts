import { describe, expect, it } from 'vitest';
import { base32, totp } from './totp.ts';

describe('totp', () => {
  const secret = base32(Buffer.from('12345678901234567890'));

  it('writes keys in Base32', () => {
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(base32(Buffer.from('foob'))).toBe('MZXW6YQ');
  });

  // The last six digits of the values in RFC 6238, appendix B.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('has the code of second %i', (seconds, code) => {
    expect(totp(secret, seconds * 1_000)).toBe(code);
  });
});

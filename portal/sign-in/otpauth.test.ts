import { describe, expect, it } from 'vitest';
import { otpauthOf } from './otpauth.ts';

describe('otpauthOf', () => {
  it('names the issuer, the account and the key without padding', () => {
    expect(otpauthOf('ann@bank.example', 'GEZDGNBVGY3TQOJQ====')).toBe(
      'otpauth://totp/Watchkeep:ann%40bank.example?secret=GEZDGNBVGY3TQOJQ&issuer=Watchkeep',
    );
  });

  it('lets no user name add parameters', () => {
    const link = new URL(otpauthOf('a?secret=B&issuer=C#d', 'GEZDGNBV'));
    expect(link.searchParams.getAll('secret')).toEqual(['GEZDGNBV']);
    expect(link.hash).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { qrPath } from './qr-path.ts';

describe('qrPath', () => {
  const { size, path } = qrPath('otpauth://totp/Watchkeep:ann%40bank.example?secret=GEZDGNBVGY3TQOJQ&issuer=Watchkeep');

  it('has the finder patterns of three corners', () => {
    for (const run of ['M0 0h7v1H0z', `M${size - 7} 0h7v1H${size - 7}z`, 'M0 6h7', `M0 ${size - 1}h7v1H0z`]) {
      expect(path).toContain(run);
    }
  });

  it('stays within the code and draws only rectangles', () => {
    expect(path).toMatch(/^(?:M\d+ \d+h\d+v1H\d+z)+$/);
    const ends = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, run]) => [Number(x) + Number(run), Number(y)]);
    expect(Math.max(...ends.flat())).toBe(size);
    // Sizes of QR codes are 17 + 4 × version.
    expect((size - 17) % 4).toBe(0);
  });
});

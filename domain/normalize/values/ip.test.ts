import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeIp, parseIpv4 } from './ip.ts';

describe('normalizeIp', () => {
  it('knows IPv4 and IPv6 addresses as node:net does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f.:]{1,20}$/)), (text) => {
        expect(normalizeIp(text) !== undefined).toBe(isIP(text) !== 0);
      }),
      { numRuns: 500 },
    );
  });

  it('writes IPv4-mapped addresses as IPv4 and refuses leading zeros and zone ids', () => {
    expect(normalizeIp('::ffff:10.30.4.12')).toBe('10.30.4.12');
    expect(normalizeIp('2001:DB8::1')).toBe('2001:db8::1');
    expect(normalizeIp('035.249.1.1')).toBeUndefined();
    expect(normalizeIp('fe80::1%eth0')).toBeUndefined();
    expect(parseIpv4('255.255.255.255')).toBe(0xffffffff);
  });
});

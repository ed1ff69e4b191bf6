import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { externalAddress } from './external-address.ts';

describe('externalAddress', () => {
  it.each([
    ['81.17.4.9', '81.17.4.9'],
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:81.17.4.9', '81.17.4.9'],
    ['2A00:1450:4001:0800:0:0:0:200E', '2a00:1450:4001:800::200e'],
    ['2a00:0:0:1:0:0:0:1', '2a00:0:0:1::1'],
    ['2a00:1:2:3:4:5:6:0', '2a00:1:2:3:4:5:6:0'],
    ['2a00::', '2a00::'],
  ])('takes %s as %s', (text, address) => {
    expect(externalAddress(text)).toBe(address);
  });

  it.each([
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.8',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.1.2.3',
    '::10.1.2.3',
    '64:ff9b::a01:203',
    '2002:a01:203::1',
    '2001::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fdab::1',
    'ff02::1',
    '81.17.4.0/24',
    '0.0.0.0/0',
    '81.17.4',
    '081.17.4.9',
    '81.17.4.9 or 1=1',
    ' 81.17.4.9',
    'example.com',
    '',
  ])('refuses %s', (text) => {
    expect(externalAddress(text)).toBeUndefined();
  });

  it('leaves what it gave as it is, and takes no private network', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, (...octets) => {
        const [a, b] = octets;
        const address = externalAddress(octets.join('.'));
        if ([0, 10, 127].includes(a) || a >= 224 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32))
          expect(address).toBeUndefined();
        else if (address !== undefined) expect(externalAddress(address)).toBe(address);
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const address = externalAddress(text);
        if (address !== undefined) expect(externalAddress(address)).toBe(address);
      }),
    );
  });
});

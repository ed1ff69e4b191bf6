import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, formatAddress, parseAddress } from './address.ts';
import { holds, parseNetwork } from './network.ts';
import { blockableAddress } from './never-block.ts';

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();

describe('canonicalAddress', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['::FFFF:c633:6407', '198.51.100.7'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['::', '::'],
    ['1::', '1::'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it.each([
    '',
    'host',
    '198.51.100.7/32',
    '198.51.100',
    '198.51.100.007',
    '0x7f.1',
    '1.2.3.256',
    ' 1.2.3.4',
    'fe80::1%eth0',
    '1::2::3',
    '12345::',
  ])('refuses %j', (text) => {
    expect(canonicalAddress(text)).toBeUndefined();
  });

  it('is one text an address: writing and reading give the address back, for all of them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (address) => {
        expect(parseAddress(formatAddress(address))).toBe(address);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void canonicalAddress(text)));
  });
});

describe('parseNetwork', () => {
  it.each([
    '10.0.0.1/8',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/-1',
    '10.0.0.0/8 ',
    '10.0.0/8',
    '2001:db8::1/32',
    '::/129',
    '*',
  ])('refuses %j', (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });

  it('holds exactly the addresses that share its first bits', () => {
    const one = fc.nat({ max: 2 ** 32 - 1 }).map(BigInt);
    fc.assert(
      fc.property(one, one, fc.integer({ min: 0, max: 32 }), (a, b, bits) => {
        const mapped = (value: bigint): bigint => (0xffffn << 32n) | value;
        const first = (a >> BigInt(32 - bits)) << BigInt(32 - bits);
        const network = parseNetwork(`${formatAddress(mapped(first))}/${bits}`);
        expect(network && holds(network, mapped(b))).toBe(a >> BigInt(32 - bits) === b >> BigInt(32 - bits));
      }),
    );
  });

  it('is the same network in IPv4 and in IPv4-mapped text', () => {
    expect(parseNetwork('::ffff:198.51.100.0/120')).toEqual(parseNetwork('198.51.100.0/24'));
  });
});

describe('blockableAddress', () => {
  it.each([
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['169.254.169.254', 'link-local'],
    ['100.64.0.1', 'carrier'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:10.1.2.3', 'private'],
    ['::10.1.2.3', 'reserved'],
    ['64:ff9b::a00:1', 'translator'],
    ['fd00::1', 'private'],
    ['fe80::1', 'link-local'],
    ['ff02::1', 'multicast'],
  ])('refuses %s: %s', (target, reason) => {
    expect(blockableAddress(target, [])).toEqual({ ok: false, error: expect.stringContaining(reason) });
  });

  it.each([
    '198.51.100.7',
    '203.0.113.9',
    '192.0.2.1',
    '8.8.8.8',
    '2001:db8::7',
    '2a00::1',
    '172.32.0.1',
    '100.128.0.1',
  ])('lets %s be blocked', (target) => {
    expect(blockableAddress(target, [])).toEqual({ ok: true, value: target });
  });

  it.each(['198.51.100.0/24', '198.51.100.7', '198.51.100.7/32', '0.0.0.0/0', '::/0', '::ffff:198.51.100.7'])(
    'refuses what the tenant lists as %s',
    (entry) => {
      const refused = { ok: false, error: expect.stringContaining(entry) };
      expect(blockableAddress('198.51.100.7', ['203.0.113.0/24', entry])).toEqual(refused);
      expect(blockableAddress('::ffff:198.51.100.7', [entry])).toEqual(refused);
    },
  );

  it('refuses everything while an entry of the list cannot be read', () => {
    expect(blockableAddress('198.51.100.7', ['198.51.100.0/33'])).toEqual({
      ok: false,
      error: 'the never-block entry 198.51.100.0/33 is no network: correct it (address/prefix length)',
    });
  });

  it('never lets a listed address through, however it is written', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), fc.integer({ min: 0, max: 32 }), (target, bits) => {
        const address = parseAddress(target) ?? 0n;
        const size = formatAddress(address).includes(':') ? 128 : 32;
        const shift = BigInt(size - bits);
        const first = formatAddress((address >> shift) << shift);
        expect(blockableAddress(target, [`${first}/${bits}`]).ok).toBe(false);
      }),
    );
  });

  it('lets the same addresses through whether IPv4 comes plain or mapped', () => {
    fc.assert(
      fc.property(ipv4, (target) => {
        expect(blockableAddress(`::ffff:${target}`, [])).toEqual(blockableAddress(target, []));
      }),
    );
  });
});

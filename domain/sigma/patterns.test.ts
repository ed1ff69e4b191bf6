import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../detect/bytes.ts';
import { compilePattern } from '../detect/pattern/compile.ts';
import { base64Offsets, utf8 } from './encoding.ts';
import { hasKeyPattern } from './json-key.ts';
import { networkPattern } from './network-pattern.ts';
import { comparisonPattern } from './number-pattern.ts';
import { textPattern } from './pattern.ts';
import { writtenRegex } from './regex.ts';
import { textParts } from './text.ts';

const matcher = (pattern: string) => {
  const compiled = compilePattern('pcre2', bytesOf(pattern));
  if (!compiled.ok) throw new Error(`${pattern}: ${compiled.error}`);
  return (subject: string): boolean => {
    const meter = { tripped: false };
    const result = compiled.value.test(bytesOf(subject), meter);
    expect(meter.tripped).toBe(false);
    return result;
  };
};
const matches = (pattern: string, subject: string): boolean => matcher(pattern)(subject);

describe('patterns', () => {
  it('compare numbers as numbers', () => {
    const number = fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.integer());
    fc.assert(
      fc.property(number, number, fc.constantFrom('', '.0', '.5', '.05'), (bound, value, fraction) => {
        const text = `${value}${fraction}`;
        const actual = Number(text);
        expect(matches(comparisonPattern('gt', bound) ?? '', text)).toBe(actual > bound);
        expect(matches(comparisonPattern('gte', bound) ?? '', text)).toBe(actual >= bound);
        expect(matches(comparisonPattern('lt', bound) ?? '', text)).toBe(actual < bound);
        expect(matches(comparisonPattern('lte', bound) ?? '', text)).toBe(actual <= bound);
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(matches(comparisonPattern('gt', 5) ?? '', '0x10')).toBe(false);
    expect(comparisonPattern('gt', 1.5)).toBeUndefined();
  });

  it('tell whether an IPv4 address is in a network', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.tuple(octet, octet, octet, octet),
        octet,
        fc.integer({ min: 1, max: 32 }),
        (octets, last, length) => {
          const list = new BlockList();
          list.addSubnet(octets.join('.'), length);
          const near = [...octets.slice(0, 3), last].join('.');
          const pattern = networkPattern(`${octets.join('.')}/${length}`) ?? '';
          expect(matches(`(?i)${pattern}`, near)).toBe(list.check(near));
        },
      ),
      { numRuns: 150, seed: 8 },
    );
  });

  it.each([
    'fe80::/10',
    'fc00::/7',
    '2001:db8::/32',
    '2001:db8::/48',
    '2001:db8:0:0::/64',
    '::1/128',
    '2001:db8:12:8000::/49',
    'ff02::/16',
  ])('tell whether an IPv6 address is in %s', (network) => {
    const [address = '', length = ''] = network.split('/');
    const list = new BlockList();
    list.addSubnet(address, Number(length), 'ipv6');
    const inside = matcher(`(?i)${networkPattern(network) ?? ''}`);
    const group = fc.constantFrom(
      '0',
      '1',
      'fe80',
      'febf',
      'fec0',
      'fc00',
      'fdff',
      '2001',
      'db8',
      '0db8',
      '12',
      '8000',
      '7fff',
      'ff02',
      '0000',
    );
    const written = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':'));
    const short = fc
      .tuple(fc.array(group, { maxLength: 4 }), fc.array(group, { maxLength: 3 }))
      .map(([a, b]) => `${a.join(':')}::${b.join(':')}`);
    fc.assert(
      fc.property(fc.oneof(written, short), (text) => {
        fc.pre(isIPv6(text));
        expect(`${text} ${inside(text)}`).toBe(`${text} ${list.check(text, 'ipv6')}`);
      }),
      { numRuns: 600, seed: 9 },
    );
  });

  it('say of a network that no pattern can be written', () => {
    expect(networkPattern('2001:0:0:1::/64')).toBeUndefined();
    expect(networkPattern('300.1.1.1/8')).toBeUndefined();
    expect(networkPattern('x')).toBeUndefined();
  });

  it('read wildcards and backslashes as the specification says', () => {
    const whole = (value: string, subject: string) => matches(`(?i)${textPattern(textParts(value), false)}`, subject);
    expect(whole('a\\b', 'A\\B')).toBe(true);
    expect(whole('a\\\\b', 'a\\b')).toBe(true);
    expect(whole('a\\*b', 'a*b')).toBe(true);
    expect(whole('a\\*b', 'axb')).toBe(false);
    expect(whole('a\\\\*', 'a\\xyz')).toBe(true);
    expect(whole('a\\\\\\*', 'a\\*')).toBe(true);
    expect(whole('\\\\\\\\server', '\\\\server')).toBe(true);
    expect(whole('a?c', 'aéc')).toBe(true);
    expect(whole('É*', 'éx')).toBe(true);
    expect(whole('abc', 'abc\n')).toBe(false);
  });

  it('find a key at its place only, whatever the values hold', () => {
    const has = (value: unknown) => matches(hasKeyPattern(['a', 'b'], true), JSON.stringify(value));
    expect(has({ x: '{"a":{"b":1}}', a: { c: { b: 1 } } })).toBe(false);
    expect(has({ x: ['}', { b: 1 }], a: { 'b"': 1, c: 'b":', b: null } })).toBe(true);
    expect(has({ c: { a: { b: 1 } } })).toBe(false);
    expect(has({ 'a.b': 1 })).toBe(true);
    expect(has({ x: 'y'.repeat(20_000), a: { b: 1 } })).toBe(true);
    expect(has({ x: new Array(100).fill({ y: '"{' }), a: {} })).toBe(false);
  });

  it('write regular expressions so that the XML dialect keeps them', () => {
    const written = (source: string, flags = '') => {
      const result = writtenRegex(source, flags);
      return result.ok ? result.value : result.error;
    };
    expect(written('a<b$c[<$]$')).toBe('a\\x3cb\\Zc[\\x3c\\x24]$');
    expect(written('(?P<name>x)\\<\\$')).toBe('(x)\\x3c\\x24');
    expect(written('^a$', 'm')).toBe('^a(?=\\n|\\z)');
    expect(written('(?<!x)y')).toContain('look-behind');
    expect(matches('a\\x3c(?:b|\\Z)', 'a<')).toBe(true);
  });

  it('offsets of Base64 are found wherever the text stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), fc.string(), fc.string(), (text, before, after) => {
        const encoded = Buffer.from(before + text + after, 'utf8').toString('base64');
        expect(base64Offsets(utf8(text)).some((form) => encoded.includes(form))).toBe(true);
      }),
      { numRuns: 500, seed: 10 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { osMatch, osMatchLiterals, osMatchValues } from './os-match.ts';

describe('OS_Match', () => {
  it.each([
    ['abc', 'xABCy', true],
    ['^abc', 'xabc', false],
    ['^ABC', 'abcx', true],
    ['abc$', 'xabc', true],
    ['^abc$', 'abcd', false],
    ['^abc$', 'aBc', true],
    ['a|b$|^c', 'xxb', true],
    ['a|b$|^c', 'xcx', false],
    ['!a|b', 'xb', false],
    ['!a|b', 'xc', true],
    ['a||b', 'zzz', true],
    ['\\d', '1', false],
    ['\\d', 'x\\D', true],
    ['^$', '', true],
    ['^$', 'x', false],
  ])('%s on %j: %s', (pattern, subject, expected) => {
    expect(osMatch(pattern).test(subject, { tripped: false })).toBe(expected);
  });

  it('does not fold bytes beyond ASCII', () => {
    expect(osMatch('\u00c3\u00a9').test('\u00e3\u00a9', { tripped: false })).toBe(false);
  });

  it('tells the index what it needs to know', () => {
    expect(osMatchValues('^A$|^b$')).toEqual(['a', 'b']);
    expect(osMatchValues('^a$|b')).toBeUndefined();
    expect(osMatchValues('!^a$')).toBeUndefined();
    expect(osMatchLiterals('^Ab|c$')).toEqual(['ab', 'c']);
    expect(osMatchLiterals('a|')).toEqual([]);
  });
});

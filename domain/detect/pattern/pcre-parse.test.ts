import { describe, expect, it } from 'vitest';
import { compilePattern } from './compile.ts';

const find = (pattern: string, subject: string): readonly (string | undefined)[] | undefined => {
  const compiled = compilePattern('pcre2', pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value.exec(subject, { tripped: false })?.groups;
};

describe('PCRE2', () => {
  it.each([
    ['abc', 'xABCx', false],
    ['(?i)abc', 'xABCx', true],
    ['a(?i)b(?-i)c', 'aBc', true],
    ['a(?i)b(?-i)c', 'aBC', false],
    ['(?i:a)b', 'Ab', true],
    ['(?i:a)b', 'AB', false],
    ['(a(?i)b|c)d', 'Cd', true],
    ['^abc$', 'abc\n', true],
    ['^abc\\z', 'abc\n', false],
    ['a.c', 'a\nc', false],
    ['(?s)a.c', 'a\nc', true],
    ['(?m)^b$', 'a\nb\nc', true],
    ['(?x) a b # comment\n c', 'abc', true],
    ['\\Qa.b\\E+', 'a.bb', true],
    ['[[:alpha:]_]+\\d', 'ab_1', true],
    ['[^\\s:]+:', 'a b:', true],
    ['[]a]+', ']a', true],
    ['[a\\-z]', '-', true],
    ['\\x41\\x{42}\\103', 'ABC', true],
    ['(?<!foo)bar', 'foobar', false],
    ['(?<!foo)bar', 'fobar', true],
    ['(?<=a|bc)d', 'bcd', true],
    ['foo(?!bar)', 'foobar', false],
    ['(\\w+) \\1', 'the the', true],
    ['(?<x>a)\\k<x>', 'aa', true],
    ["(?P<x>a)\\k{x}(?'y'b)\\g{y}", 'aabb', true],
    ['(a)|\\1b', 'b', false],
    ['(?>a+)ab', 'aaab', false],
    ['a++b', 'aaab', true],
    ['a++ab', 'aaab', false],
    ['\\bcat\\b', 'a cat.', true],
    ['a{2,3}$', 'aaaa', true],
    ['^a{2,3}$', 'aaaa', false],
    ['a{,3}', 'a{,3}', true],
    ['x{a}', 'x{a}', true],
    ['\\h\\R', ' \r\n', true],
    ['^(?:a|b)*?c', 'ababc', true],
    ['a\\Kb', 'ab', true],
    ['(?|(a)|(b))\\1', 'bb', true],
    ['^(?:(a)|b)(?(1)c|d)$', 'ac', true],
    ['^(?:(a)|b)(?(1)c|d)$', 'bd', true],
    ['^(?:(a)|b)(?(1)c|d)$', 'bc', false],
    ['^(\\((?:[^()]|(?1))*\\))$', '(a(b)c)', true],
    ['^(\\((?:[^()]|(?1))*\\))$', '(a(b)c', false],
    ['^a(?R)?b$|^$', '', true],
    ['^\\Qab\\E+$', 'abbb', true],
    ['^\\Qab\\E+$', 'abab', false],
    ['^\\Qa|b)\\E$', 'a|b)', true],
    ['^a\\E+$', 'aa', true],
    ['^[\\Qa]\\E-z]+$', 'a]-z', true],
    ['(?U)^(a+)(a*)$', 'aaa', true],
    ['(?P<q>["\']).(?P=q)', '"x"', true],
    ['(?P<q>["\']).(?P=q)', '"x\'', false],
    ['(?&w)-(?<w>\\w+)', 'a-b', true],
    ['\\1(a)', 'aa', false],
    ['(?:\\2b|(a)(c))+', 'acacb', true],
    ['^\\p{Lu}\\P{Lu}\\pN[\\p{L}]$', 'Aa1\u00e9', true],
    ['\\(\\w+\\) \\x{00041}', '(x) A', true],
    ['^a\\Cb$', 'a\nb', true],
    ['(?i)\u00c9', '\u00e9', false],
    ['(?i)[^a]', 'A', false],
    ['(?i)[a-c]x', 'BX', true],
    ['[[:^digit:]]', '5', false],
    ['[[:punct:]]{3}', '!/~', true],
    ['[[:xdigit:]]{4}$', 'beEF', true],
    ['\\s', '\v', true],
    ['^\\N+$', 'a\nb', false],
    ['(?s-i:.)', '\n', true],
    ['a(?#comment)b', 'ab', true],
    ['(?m)^$', 'a\n\nb', true],
    ['(?m)a$\\nb', 'a\nb', true],
    ['^.*?(?=\\d)\\d$', 'ab1', true],
    ['(?<=\\d{2})x', '12x', true],
    ['(?<!\\d)\\d(?!\\d)', '12 3', true],
    ['(?>a|ab)c', 'abc', false],
    ['(?:a|ab)c', 'abc', true],
    ['(a*+)a', 'aaa', false],
    ['x?+x', 'x', false],
    ['^(?(?=a)b|c)', 'c', 'not supported'],
    ['(?C1)a', 'a', 'not supported'],
    ['(?+1)(a)', 'aa', true],
    ['\\X', 'a', 'not supported'],
  ])('%s on %j: %s', (pattern, subject, expected) => {
    const compiled = compilePattern('pcre2', pattern);
    if (typeof expected === 'string') {
      expect(compiled.ok ? '' : compiled.error).toContain(expected);
      return;
    }
    expect(compiled.ok ? '' : compiled.error).toBe('');
    if (compiled.ok) expect(compiled.value.test(subject, { tripped: false })).toBe(expected);
  });

  it('captures; groups that took no part are undefined', () => {
    expect(find('(a)?(b)(c)?', 'b')).toEqual([undefined, 'b', undefined]);
    expect(find('user=(\\S+) ip=([\\d.]+)', 'x user=bob ip=10.0.0.1 y')).toEqual(['bob', '10.0.0.1']);
    expect(find('(?:(\\w)(\\d))+', 'a1b2')).toEqual(['b', '2']);
    expect(find('(?:(a)|b)*', 'ab')).toEqual(['a']);
    expect(find('(?|x(a)|(b))(c)', 'bc')).toEqual(['b', 'c']);
    expect(find('(?U)(a+)(a*)$', 'aaa')).toEqual(['a', 'aa']);
    expect(find('(?<=(\\w)(b))c', 'abc')).toEqual(['a', 'b']);
    expect(find('(?=(\\w+))a', 'abc')).toEqual(['abc']);
    expect(find('x\\K(y)', 'xy')).toEqual(['y']);
    expect(find('(a*)*', 'b')).toEqual(['']);
    expect(find('((?<n>a)|b)\\k<n>?', 'b')).toEqual(['b', undefined]);
  });

  it('names go by the groups as they are numbered: behind conditions, resets and comments, and calls may be relative', () => {
    expect(find('^(a)?(?(1)b|c)(?<n>x|y)(z)\\k<n>$', 'cxzx')).toEqual([undefined, 'x', 'z']);
    expect(find('^(a)?(?(1)b|c)(?<n>x|y)(z)\\k<n>$', 'cxzz')).toBeUndefined();
    expect(find('(?|(a)|(b))(?<n>c)(d)\\k<n>', 'bcdc')).toEqual(['b', 'c', 'd']);
    expect(find('(?x) # (not) one\n (?<n>c)(d)\\k<n>', 'cdc')).toEqual(['c', 'd']);
    expect(find('(?:(?(<n>)b|a)(?<n>-)?)+$', 'a-b')).toEqual(['-']);
    expect(find('(\\d+)-(?-1)$', '12-345')).toEqual(['12']);
    expect(find('(?+1)-(\\d+)', '12-345')).toEqual(['345']);
    expect(find("(?<n>\\d+)-\\g<n>\\g'1'-\\g<-1>", '1-23-4')).toEqual(['1']);
  });

  it.each([
    ['a)', 'closing parenthesis'],
    ['(a', 'opening parenthesis'],
    ['[a', 'no "]"'],
    ['*a', 'nothing to repeat'],
    ['(?<n>a)\\k<m>', 'no group "m"'],
    ['(*ACCEPT)a', 'not supported'],
    ['a\\', 'backslash at the end'],
    ['[z-a]', 'out of order'],
    ['(a)\\2', 'there is no group "2"'],
    ['\\(a\\)\\1', 'there is no group'],
    ['(?1)', 'there is no group'],
    ['(?-1)(a)', 'there is no group'],
    ['(a)(?+1)', 'there is no group'],
    ['(?x) (a) # (b)\n \\2', 'there is no group'],
    ['\\x{100}', 'not supported'],
    ['\\p{Nope}', 'property'],
    ['[\\Qa]', 'no "]"'],
    ['(?i', 'not supported'],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'too deeply'],
  ])('refuses %s', (pattern, reason) => {
    const compiled = compilePattern('pcre2', pattern);
    expect(compiled.ok ? '' : compiled.error).toContain(reason);
  });
});

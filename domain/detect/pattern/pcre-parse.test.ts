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
  ])('%s on %j: %s', (pattern, subject, expected) => {
    const compiled = compilePattern('pcre2', pattern);
    expect(compiled.ok ? '' : compiled.error).toBe('');
    if (compiled.ok) expect(compiled.value.test(subject, { tripped: false })).toBe(expected);
  });

  it('captures; groups that took no part are undefined', () => {
    expect(find('(a)?(b)(c)?', 'b')).toEqual([undefined, 'b', undefined]);
    expect(find('user=(\\S+) ip=([\\d.]+)', 'x user=bob ip=10.0.0.1 y')).toEqual(['bob', '10.0.0.1']);
    expect(find('(?:(\\w)(\\d))+', 'a1b2')).toEqual(['b', '2']);
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
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'too deeply'],
  ])('refuses %s', (pattern, reason) => {
    const compiled = compilePattern('pcre2', pattern);
    expect(compiled.ok ? '' : compiled.error).toContain(reason);
  });
});

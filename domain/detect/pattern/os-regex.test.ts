import { describe, expect, it } from 'vitest';
import { compilePattern } from './compile.ts';
import type { Match } from './matcher.ts';

const find = (pattern: string, subject: string): Match | undefined => {
  const compiled = compilePattern('osregex', pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value.exec(subject, { tripped: false });
};

describe('OS_Regex', () => {
  it.each([
    ['abc', 'xABCx', true],
    ['^abc', 'xabc', false],
    ['abc$', 'abcx', false],
    ['^abc$', 'ABC', true],
    ['a.c', 'abc', false],
    ['a\\.c', 'abc', true],
    ['a\\.c', 'a\nc', true],
    ['a+', 'aa', false],
    ['a+', 'a+', true],
    ['a*b', 'aab', false],
    ['[x]?{/', '[x]?{/', true],
    ['\\w+@\\w+', 'a-b_c@d', true],
    ['^\\s+x', '\tx', false],
    ['^\\s*x', '  x', true],
    ['^\\tx', '\tx', true],
    ['^\\p+$', '!"#$%&\'()*+,-.:;<=>?[]{|}', true],
    ['\\p', '/\\^_~@`', false],
    ['^\\W$', '-', false],
    ['^\\D+$', 'a\n', true],
    ['^\\S+$', 'a\tb', true],
    ['a\\|b', 'a|b', true],
    ['\\(x\\)\\$\\\\\\<', '(x)$\\<', true],
    ['x|^y$|z', 'ay', false],
    ['x|^y$|z', 'Y', true],
    ['a$b', 'a$b', true],
    ['a^b', 'a^b', true],
    ['\\d+-\\d+', '1-', false],
    ['x\\d*', 'x', true],
  ])('%s on %j: %s', (pattern, subject, expected) => {
    expect(find(pattern, subject) !== undefined).toBe(expected);
  });

  it('an empty subject matches only what is made of * items', () => {
    expect(find('\\w*', '')).toBeDefined();
    expect(find('^\\w*\\.*$', '')).toBeDefined();
    expect(find('\\w+', '')).toBeUndefined();
    expect(find('a|\\d*', '')).toBeDefined();
  });

  it('repeats as little as possible in the middle and as much as possible at the end', () => {
    expect(find('^(\\S+) \\.*(\\d+)', 'a b12 345')?.groups).toEqual(['a', '12']);
    expect(find('(\\.+):(\\.+)', 'a:b:c')?.groups).toEqual(['a', 'b:c']);
    expect(find('user (\\w+)', 'user bob smith')?.groups).toEqual(['bob']);
  });

  it('the first alternative that matches anywhere supplies the captures', () => {
    expect(find('to (\\w+)|from (\\w+)', 'from a to b')?.groups).toEqual(['b']);
    expect(find('no (\\w+)|from (\\w+)', 'from a to b')?.groups).toEqual(['a']);
  });

  it('resumes after the last recorded character', () => {
    expect(find('user=', 'x user=bob')?.end).toBe(7);
    expect(find('user=\\w+', 'user=bob ip')?.end).toBe(9);
    expect(find('user=(\\w+)', 'user=bob ip')?.end).toBe(7);
    expect(find('user=(\\w+) ', 'user=bob ip')?.end).toBe(9);
    expect(find('user=(\\w+)', 'user=b ip')?.end).toBe(6);
  });

  it.each([
    ['\\q', 'not an OS_Regex escape'],
    ['((a)b)', 'may not be nested'],
    ['(a', 'without a closing'],
    ['a)', 'without an opening'],
  ])('refuses %s', (pattern, reason) => {
    const compiled = compilePattern('osregex', pattern);
    expect(compiled.ok ? '' : compiled.error).toContain(reason);
  });

  it('hostile subjects cost no more than long ones', () => {
    const meter = { tripped: false };
    const compiled = compilePattern('osregex', '\\w+\\s*\\w+\\.*\\d+\\.+\\w+\\.+x$');
    if (!compiled.ok) throw new Error(compiled.error);
    expect(compiled.value.test('1a '.repeat(5_000), meter)).toBe(false);
    expect(meter.tripped).toBe(false);
  });
});

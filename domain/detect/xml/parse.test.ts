import { describe, expect, it } from 'vitest';
import { parseXml } from './parse.ts';
import { applyVariables } from './variables.ts';

const roots = (text: string) => {
  const parsed = parseXml(text);
  if (!parsed.ok) throw new Error(`${parsed.error.line}: ${parsed.error.reason}`);
  return parsed.value;
};
const problem = (text: string): string => {
  const parsed = parseXml(text);
  return parsed.ok ? '' : `${parsed.error.line}: ${parsed.error.reason}`;
};

describe('the XML dialect', () => {
  it('takes several roots, keeps text verbatim and knows lines', () => {
    const [first, second] = roots('<a x="1" Y=\'2\'> &amp; & b </a>\n<B><c/>\n<d>x</d></b>');
    expect(first).toMatchObject({ name: 'a', text: ' &amp; & b ', line: 1 });
    expect([...(first?.attributes ?? [])]).toEqual([
      ['x', '1'],
      ['y', '2'],
    ]);
    expect(second).toMatchObject({ name: 'b', line: 2, children: [{ name: 'c' }, { name: 'd', text: 'x', line: 3 }] });
  });

  it('a "<" behind an odd number of backslashes is text, both characters stay', () => {
    expect(roots('<a>x\\<b\\\\\\<c</a>')[0]?.text).toBe('x\\<b\\\\\\<c');
    expect(roots('<a>x\\\\<b>y</b></a>')[0]).toMatchObject({ text: 'x\\\\', children: [{ text: 'y' }] });
  });

  it('comments end with --> or !>, whatever comes first', () => {
    expect(roots('<!-- <x> --><a>1<!-- y !>2<! z -->3</a>')[0]?.text).toBe('123');
    expect(roots('<?xml version="1.0"?><a>1</a>')[0]?.text).toBe('1');
  });

  it.each([
    ['<a>\n<b></a>', '2: </a> where </b> of line 2 was expected'],
    ['<a>\n\n', '3: <a> of line 1 is not closed'],
    ['</a>', '1: </a> closes nothing'],
    ['<a>1 < 2</a>', '1: a "<" that begins no element'],
    ['\n<a x=1>y</a>', '2: <a> has a malformed attribute'],
    ['<!-- a', '1: a comment has no end'],
    [`<a>${'x'.repeat(20_481)}</a>`, '1: <a> is longer than 20480 characters'],
    ['<a>'.repeat(100), '1: elements are nested too deeply'],
  ])('refuses %j', (text, reason) => {
    expect(problem(text)).toContain(reason);
  });
});

describe('variables', () => {
  const applied = (text: string) => applyVariables(roots(text));

  it('replaces names without case in texts and attributes; a bare $ and $( stay', () => {
    const result = applied('<var name="IP">10.0|</var><a b="x$ip,y">$IP.1|a$|$(x) $ip$IP</a>');
    expect(result).toMatchObject({ ok: true, value: [{ text: '10.0|.1|a$|$(x) 10.0|10.0|' }] });
    expect(result.ok && result.value[0]?.attributes.get('b')).toBe('x10.0|,y');
  });

  it('may be defined inside of a group, from there on', () => {
    const result = applied('<g><a>$(x)</a><var name="B">1</var><a>$b</a></g>');
    expect(result).toMatchObject({ ok: true, value: [{ children: [{ text: '$(x)' }, { text: '1' }] }] });
    expect(applied('<g><var>1</var></g>')).toMatchObject({ ok: false });
  });

  it('an unknown name fails a file with variables; elsewhere it is text', () => {
    expect(applied('<var name="A">1</var>\n<a>$B</a>')).toEqual({
      ok: false,
      error: { line: 2, reason: 'unknown variable $B' },
    });
    expect(applied('<a>ADMIN$B</a>')).toMatchObject({ ok: true, value: [{ text: 'ADMIN$B' }] });
  });
});

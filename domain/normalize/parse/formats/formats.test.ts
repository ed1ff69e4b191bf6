import { describe, expect, it } from 'vitest';
import { newAttributes, readSpacedAttributes } from './attributes.ts';
import { readCsv } from './csv.ts';
import { readCef, readLeef } from './headers.ts';

const spaced = (text: string): Record<string, string> => {
  const attributes = newAttributes();
  readSpacedAttributes(text, attributes);
  return { ...attributes };
};

describe('CEF', () => {
  it('reads the header with quoted bars, values with spaces, quoted equals signs and labels', () => {
    const line = String.raw`<134>Feb 18 10:30:45 host CEF:0|Security|threat\|manager|1.0|100|worm \\ stopped|10|src=10.0.0.1 msg=Detected a threat.\nNo \= action act=blocked cs1=Wire fraud cs1Label=Policy request=https://a.example/?q=1&r=2 spt=1232`;
    expect({ ...readCef(line) }).toMatchObject({
      'cef.vendor': 'Security',
      'cef.product': 'threat|manager',
      'cef.name': 'worm \\ stopped',
      'cef.severity': '10',
      src: '10.0.0.1',
      msg: 'Detected a threat.\nNo = action',
      act: 'blocked',
      Policy: 'Wire fraud',
      request: 'https://a.example/?q=1&r=2',
      spt: '1232',
    });
  });

  it('is not read from other texts or short headers', () => {
    expect(readCef('no CEF here')).toBeUndefined();
    expect(readCef('CEF:0|a|b|c')).toBeUndefined();
  });
});

describe('LEEF', () => {
  it('reads 1.0 with tabs and 2.0 with its own delimiter', () => {
    expect({ ...readLeef('LEEF:1.0|Vendor|VPN|4.2|login|src=10.0.0.1\tusrName=anna berg\tmsg=a=b') }).toMatchObject({
      'leef.event_id': 'login',
      src: '10.0.0.1',
      usrName: 'anna berg',
      msg: 'a=b',
    });
    expect({ ...readLeef('LEEF:2.0|V|P|1|e|^|src=10.0.0.1^dst=10.0.0.2') }).toMatchObject({ dst: '10.0.0.2' });
    expect({ ...readLeef('LEEF:2.0|V|P|1|e|x7C|src=10.0.0.1|dst=10.0.0.2') }).toMatchObject({ dst: '10.0.0.2' });
  });
});

describe('attributes', () => {
  it('takes the first of two of a name, and no name that is none', () => {
    expect(spaced('a=1 b=two words a=3 c=x?y=z')).toEqual({ a: '1', b: 'two words', c: 'x?y=z' });
    expect(spaced('__proto__=1 constructor=2')).toMatchObject({ constructor: '2' });
  });

  it('lets nothing out of a quoted value', () => {
    const attributes = newAttributes();
    readSpacedAttributes('a="x b=2 \\" c=3" d=4 e="open f=5', attributes, true);
    expect({ ...attributes }).toEqual({ a: '"x b=2 \\" c=3"', d: '4', e: '"open', f: '5' });
  });

  it('takes time linear in hostile texts', () => {
    for (const text of [
      '='.repeat(250_000),
      'a='.repeat(120_000),
      'a= '.repeat(80_000),
      '\\'.repeat(250_000),
      'a=" '.repeat(60_000),
    ]) {
      const start = performance.now();
      spaced(text);
      readSpacedAttributes(text, newAttributes(), true);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});

describe('CSV', () => {
  it('reads quoted values with commas and quotes', () => {
    expect({ ...readCsv('1,"a, b",,"say ""x""",end') }).toEqual({ 0: '1', 1: 'a, b', 2: '', 3: 'say "x"', 4: 'end' });
    expect(Object.keys(readCsv(','.repeat(10_000)))).toHaveLength(300);
  });
});

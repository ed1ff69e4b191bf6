import { describe, expect, it } from 'vitest';
import { plain } from './plain.ts';

describe('plain', () => {
  it('shows controls, invisible characters and changes of direction as what they are: out of place', () => {
    expect(plain('a\u202Eexe.gnp\u200Bb\u0000c\u{e0041}')).toBe('a\uFFFDexe.gnp\uFFFDb\uFFFDc\uFFFD');
    expect(plain('lone \ud800')).toBe('lone \uFFFD');
    expect(plain(' one\r\ntwo\tthree ')).toBe('one two three');
  });

  it('keeps the text of people and ends long ones at a whole character', () => {
    expect(plain('Müller 漢字 Ж 😀')).toBe('Müller 漢字 Ж 😀');
    expect(plain('😀'.repeat(10), 4)).toBe('😀😀😀…');
    expect(plain('x'.repeat(1_000_000))).toHaveLength(300);
  });
});

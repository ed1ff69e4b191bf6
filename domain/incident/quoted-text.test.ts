import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOfText, quoted } from './quoted-text.ts';

describe('lineOfText', () => {
  it('makes one line of what a log says', () => {
    expect(lineOfText(' a\r\n\tb\u0000c \u202Ed\u200B ')).toBe('a b\uFFFDc \uFFFDd\uFFFD');
    expect(lineOfText('x'.repeat(300))).toHaveLength(120);
    expect(lineOfText('x'.repeat(300), 10)).toBe('xxxxxxxxx…');
  });

  it('cuts between characters and leaves no half', () => {
    expect(lineOfText('😀😀😀', 4)).toBe('😀\uFFFD…');
  });

  it('is bounded, well-formed and free of control characters for whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_000 }), fc.integer({ min: 2, max: 300 }), (text, length) => {
        const line = lineOfText(text, length);
        expect(line.length).toBeLessThanOrEqual(length);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(lineOfText(line, length)).toBe(line);
      }),
    );
  });
});

describe('quoted', () => {
  it('cannot be left from within', () => {
    expect(quoted('a” and all is well “b')).toBe("“a' and all is well 'b”");
  });
});

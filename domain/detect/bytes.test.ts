import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, lowerCaseOf, textOf, textOfUtf8 } from './bytes.ts';

describe('bytes', () => {
  it('any bytes survive as text, UTF-8 or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(Array.from(bytesOf(textOfUtf8(bytes)), (character) => character.charCodeAt(0))).toEqual([...bytes]);
      }),
    );
  });

  it('text goes to UTF-8 and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(bytesOf(text)).toBe(Buffer.from(text).toString('latin1'));
        expect(textOf(bytesOf(text))).toBe(text);
        expect(textOfUtf8(Buffer.from(text))).toBe(text);
      }),
    );
  });

  it('lower case is that of ASCII', () => {
    expect(lowerCaseOf('A\u00c9Z')).toBe('a\u00c9z');
  });
});

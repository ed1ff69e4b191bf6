import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineFramer } from './line-framer.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const framesOf = (chunks: readonly Uint8Array[], maximum?: number): { text: string; cut: boolean }[] => {
  const framer = createLineFramer(maximum);
  const lines = [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()];
  return lines.map(({ bytes, cut }) => ({ text: textOf(bytes), cut }));
};

const linesOf = (text: string): string[] => framesOf([bytesOf(text)]).map((frame) => frame.text);

describe('newline framing', () => {
  it('ends a line at a newline and drops one carriage return before it', () => {
    expect(linesOf('a\nb\r\nc\r\r\n\nd')).toEqual(['a', 'b', 'c\r', '', 'd']);
  });

  it('cuts a line that has no end, and marks every piece of it', () => {
    const chunks = ['aaaa', 'bbbb', 'cccc', 'd\nnext\n'].map(bytesOf);
    expect(framesOf(chunks, 6)).toEqual([
      { text: 'aaaabbbb', cut: true },
      { text: 'ccccd', cut: true },
      { text: 'next', cut: false },
    ]);
  });
});

describe('octet counting (RFC 6587)', () => {
  it('takes a frame that starts with digits, a space and <, newlines in it included', () => {
    expect(linesOf('8 <1>a\nbc\n5 <2>ab6 <3>abc')).toEqual(['<1>a\nbc\n', '<2>ab', '<3>abc']);
  });

  it.each([
    ['a number that is no count', '200 OK\nx', ['200 OK', 'x']],
    ['a leading zero', '05 <1>ab\n', ['05 <1>ab']],
    ['a count of eight digits', '12345678 <1>\n', ['12345678 <1>']],
    ['a count over the limit', '9999999 <1>a\nb\n', ['9999999 <1>a', 'b']],
    ['digits at the end of the stream', '123', ['123']],
    ['a frame that the stream ends in', '50 <1>abc', ['<1>abc']],
  ])('reads %s', (_, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  it('goes on in a frame that was given up for lack of memory', () => {
    const framer = createLineFramer();
    const lines = [...framer.push(bytesOf('9 <1>a')), ...framer.cut(), ...framer.push(bytesOf('bcdef<2>x\n'))];
    expect(lines.map(({ bytes, cut }) => [textOf(bytes), cut])).toEqual([
      ['<1>a', true],
      ['bcdef', true],
      ['<2>x', false],
    ]);
  });
});

describe('chunks', () => {
  it('change nothing, wherever they are split', () => {
    const texts = ['<1>one', 'two', '12 <1>x', '', '7 <1>a\nb7 <2>a\r\n', '3', 'ä€', '{"a":1}'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...texts), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (lines, sizes) => {
          const all = bytesOf(lines.join('\n'));
          const chunks: Uint8Array[] = [];
          for (let start = 0, turn = 0; start < all.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            chunks.push(all.subarray(start, start + size));
            start += size;
          }
          expect(framesOf(chunks)).toEqual(framesOf([all]));
        },
      ),
    );
  });

  it('of one byte each cost linear time', () => {
    const framer = createLineFramer();
    const chunk = new Uint8Array([0x61]);
    for (let n = 0; n < 2_000_000; n += 1) framer.push(chunk);
    expect(framer.heldBytes()).toBe(2_000_000);
    expect(framer.push(new Uint8Array([0x0a]))[0]?.bytes.length).toBe(2_000_000);
    expect(framer.heldBytes()).toBe(0);
  });
});

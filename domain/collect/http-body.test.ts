import { describe, expect, it } from 'vitest';
import { linesOfBody } from './http-body.ts';

const linesOf = (body: string): string[] =>
  linesOfBody(new TextEncoder().encode(body)).map((line) => new TextDecoder().decode(line));

describe('the lines of a body', () => {
  it.each([
    ['NDJSON', '{"a":1}\n{"a":2}\n', ['{"a":1}', '{"a":2}']],
    ['NDJSON with CRLF and blank lines', '{"a":1}\r\n\r\n{"a":2}', ['{"a":1}', '', '{"a":2}']],
    ['text', '<134>x\nplain', ['<134>x', 'plain']],
    ['one object over several lines', '{\n "a": [1, {"b": "}"}]\n}\n', ['{\n "a": [1, {"b": "}"}]\n}']],
    [
      'an array, elements as they came',
      ' [ {"n": 1.0, "s": "],\\"["} ,\n{"big":12345678901234567890}] ',
      ['{"n": 1.0, "s": "],\\"["}', '{"big":12345678901234567890}'],
    ],
    ['an array of text', '["<1>a \\"b\\"","\\u00e4"]', ['<1>a "b"', 'ä']],
    ['an empty array', '[]', []],
    ['an array that ends early', '[{"a":1},\n{"a":2}', ['[{"a":1},', '{"a":2}']],
    ['an array that is not all', '[1]\n[2]', ['[1]', '[2]']],
    [
      'text that starts with a bracket',
      '[2026-02-18] started\n[2026-02-18] stopped',
      ['[2026-02-18] started', '[2026-02-18] stopped'],
    ],
    ['wrong brackets', '{"a":1]', ['{"a":1]']],
    ['an element that is no string after all', '["\\x"]', ['"\\x"']],
  ])('are those of %s', (_, body, lines) => {
    expect(linesOf(body)).toEqual(lines);
  });

  it('are found without recursion', () => {
    expect(linesOf(`[${'['.repeat(200_000)}${']'.repeat(200_000)}]`)).toHaveLength(1);
  });
});

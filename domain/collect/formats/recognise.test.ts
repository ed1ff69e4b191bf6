import { describe, expect, it } from 'vitest';
import { recognise } from './recognise.ts';

const read = (content: string | Uint8Array): [string, string[]] => {
  const { format, lines } = recognise(content);
  return [format, [...lines].map(({ raw }) => raw)];
};

describe('recognise', () => {
  it('reads JSON lines, with CRLF, blank lines and a byte order mark', () => {
    expect(read('\ufeff{"a":1}\r\n\r\n{"b":"}{"}\r\n')).toEqual(['json', ['{"a":1}', '{"b":"}{"}']]);
    expect(read(new TextEncoder().encode('\ufeff{"a":1}\n'))).toEqual(['json', ['{"a":1}']]);
  });

  it('gives one compact line per record of a container, pretty-printed or not', () => {
    const records = [{ eventName: 'A' }, { eventName: 'B', x: { y: [1] } }];
    const lines = records.map((record) => JSON.stringify(record));
    for (const indent of [0, 3]) {
      expect(read(JSON.stringify(records, null, indent))).toEqual(['json_records', lines]);
      expect(read(JSON.stringify({ Records: records }, null, indent))).toEqual(['json_records', lines]);
      expect(read(`${JSON.stringify({ Records: records }, null, indent)}\n`.repeat(2))[1]).toEqual([
        ...lines,
        ...lines,
      ]);
    }
  });

  it('gives one compact line per object that is printed over many lines', () => {
    const object = { a: { b: 'c\n{' }, d: [1, { e: 2 }] };
    const pretty = JSON.stringify(object, null, 2);
    expect(read(pretty)).toEqual(['json', [JSON.stringify(object)]]);
    expect(read(`${pretty}\n${pretty}${pretty}`)[1]).toEqual(Array(3).fill(JSON.stringify(object)));
  });

  it('reads UTF-16 with a byte order mark', () => {
    const little = Uint8Array.from([0xff, 0xfe, ...Buffer.from('{"a":"ü"}\r\n', 'utf16le')]);
    expect(read(little)).toEqual(['json', ['{"a":"ü"}']]);
  });

  it('takes the lines out of archive objects', () => {
    const { format, lines } = recognise(
      '{"position":"0:1:0","encoding":"utf8","raw":"x y"}\n{"position":"0:1:1","encoding":"base64","raw":"/w=="}\n',
    );
    expect([format, ...lines]).toEqual([
      'archive',
      { raw: 'x y', encoding: 'utf8' },
      { raw: '/w==', encoding: 'base64' },
    ]);
  });

  it('reads text line by line, also where it starts with a bracket', () => {
    expect(read('<13>Feb 18 10:30:45 h a: x\r\n\nsecond')).toEqual(['text', ['<13>Feb 18 10:30:45 h a: x', 'second']]);
    expect(read('[Wed Oct 11] x\n[Thu] y')).toEqual(['text', ['[Wed Oct 11] x', '[Thu] y']]);
    expect(read(' \n ')).toEqual(['empty', []]);
  });

  it('gives broken lines as they are and goes on behind them', () => {
    expect(read('{"a":1}\n{"b":\n{"c":3}\nplain\n{"d":"x\n{"e":5}\n')[1]).toEqual([
      '{"a":1}',
      '{"b":',
      '{"c":3}',
      'plain',
      '{"d":"x',
      '{"e":5}',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { maskCardSecurityData } from './mask.ts';

describe('maskCardSecurityData', () => {
  it.each([
    ['{"pan":"4111111111111111","cvv":"123"}', '{"pan":"4111111111111111","cvv":"***"}', 'card_security_code'],
    ['{"cardSecurityCode": 9876}', '{"cardSecurityCode": ****}', 'card_security_code'],
    [String.raw`{"body":"{\"cvc2\":\"321\"}"}`, String.raw`{"body":"{\"cvc2\":\"***\"}"}`, 'card_security_code'],
    ['POST /pay?amount=5&cvv2=123&x=1', 'POST /pay?amount=5&cvv2=***&x=1', 'card_security_code'],
    ['<cvv>123</cvv>', '<cvv>***</cvv>', 'card_security_code'],
    ['pin_block=0123456789ABCDEF end', 'pin_block=**************** end', 'pin'],
    ['{"DE52":"0123456789abcdef"}', '{"DE52":"****************"}', 'pin'],
    ['{"pin":"4821"}', '{"pin":"****"}', 'pin'],
    [
      'track %B4111111111111111^DOE/JANE^29121010000000000000? end',
      'track %B4111111111111111^DOE/JANE^********************? end',
      'track_1',
    ],
    [';4111111111111111=29121010000000000?', ';4111111111111111=*****************?', 'track_2'],
  ])('masks %s', (line, expected, kind) => {
    const result = maskCardSecurityData(line);
    expect(result.raw).toBe(expected);
    expect(result.masked.map((entry) => entry.kind)).toEqual([kind]);
    const [receipt] = result.masked;
    expect(line.slice(receipt?.offset, (receipt?.offset ?? 0) + (receipt?.length ?? 0))).not.toContain('*');
  });

  it.each([
    '{"shipping":"1234","opinion":"12345","pinned":"1234"}',
    'order=1234567890123456=2912101000', // no card number: Luhn fails
    'the scan of csc.example found 123 hosts',
    '{"win":{"eventdata":{"hashes":"SHA1=0123456789ABCDEF0123"}}}',
    'spinning=1234',
  ])('leaves %s alone', (line) => {
    expect(maskCardSecurityData(line)).toEqual({ raw: line, masked: [] });
  });

  it('masks every occurrence and keeps all other bytes in place', () => {
    const { raw, masked } = maskCardSecurityData('cvv=111 cvv=222 pin=3333');
    expect(raw).toBe('cvv=*** cvv=*** pin=****');
    expect(masked.map(({ offset, length }) => [offset, length])).toEqual([
      [4, 3],
      [12, 3],
      [20, 4],
    ]);
  });

  it('needs time in proportion to the line, whatever it holds', () => {
    const hostile = `cvv=${'pin'.repeat(20_000)}${'1'.repeat(100_000)}${'^'.repeat(10_000)}B`;
    expect(maskCardSecurityData(hostile).raw.length).toBe(hostile.length);
  });
});

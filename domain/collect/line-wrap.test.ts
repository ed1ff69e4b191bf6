import { describe, expect, it } from 'vitest';
import { Envelope } from '../model/envelope.ts';
import { TenantId } from '../model/tenant.ts';
import { decodeLine } from './line-encoding.ts';
import { isBlank, isPart, MAXIMUM_ENVELOPE_BYTES, wrapLine } from './line-wrap.ts';

const ingress = { tenant: TenantId.parse('acme-bank'), source: 'tcp-5140', trust: 'high' } as const;
const receivedAt = '2026-02-18T10:30:45.120Z';
const wrap = (bytes: Uint8Array, cut = false) => wrapLine(ingress, { bytes, cut }, receivedAt, 'id-1');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const joined = (envelopes: readonly Envelope[]): Uint8Array =>
  new Uint8Array(envelopes.flatMap((envelope) => [...decodeLine(envelope)]));

describe('an envelope', () => {
  it('carries what the ingress says and the line as it came', () => {
    const [envelope] = wrap(bytesOf('{"tenant":"globex-bank","source":"x"}'));
    expect(Envelope.parse(envelope)).toEqual({
      ...ingress,
      receivedAt,
      ingestId: 'id-1',
      encoding: 'utf8',
      raw: '{"tenant":"globex-bank","source":"x"}',
    });
  });

  it.each([
    ['Latin-1', [0x66, 0xfc, 0x72]],
    ['a lone continuation byte', [0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
  ])('carries %s as base64, byte by byte', (_, bytes) => {
    const [envelope] = wrap(new Uint8Array(bytes));
    expect(envelope?.encoding).toBe('base64');
    expect([...joined(envelope ? [envelope] : [])]).toEqual(bytes);
  });

  it('keeps a byte order mark and NUL bytes', () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x00, 0x61]);
    expect([...joined(wrap(bytes))]).toEqual([...bytes]);
    expect(wrap(bytes)[0]?.encoding).toBe('utf8');
  });
});

describe('a line too long to parse', () => {
  it('up to 900 kB is one envelope', () => {
    const envelopes = wrap(bytesOf('x'.repeat(880_000)));
    expect(envelopes.map(({ ingestId }) => ingestId)).toEqual(['id-1']);
  });

  it.each([
    ['text', bytesOf('ä€😀'.repeat(230_000))],
    ['binary', new Uint8Array(2_000_000).fill(0xff)],
    ['control characters', new Uint8Array(1_000_000).fill(1)],
  ])('beyond is archived in parts without losing a byte: %s', (_, bytes) => {
    const envelopes = wrap(bytes);
    expect(envelopes.length).toBeGreaterThan(1);
    expect(envelopes.every(({ ingestId }) => isPart(ingestId))).toBe(true);
    expect(new Set(envelopes.map(({ ingestId }) => ingestId)).size).toBe(envelopes.length);
    const largest = Math.max(...envelopes.map((envelope) => bytesOf(JSON.stringify(envelope)).length));
    expect(largest).toBeLessThanOrEqual(MAXIMUM_ENVELOPE_BYTES);
    expect(Buffer.compare(joined(envelopes), bytes)).toBe(0);
  });

  it('of text is split between characters', () => {
    const encodings = wrap(bytesOf('€'.repeat(700_000))).map(({ encoding }) => encoding);
    expect(new Set(encodings)).toEqual(new Set(['utf8']));
  });

  it('is a part also where only a cut piece of it is there', () => {
    expect(wrap(bytesOf('tail'), true)[0]?.ingestId).toBe('id-1/part-1-of-1');
    expect(isPart('id-1')).toBe(false);
  });

  it('that JSON would blow up beyond an envelope is carried as base64', () => {
    const envelopes = wrap(new Uint8Array(200_000).fill(1));
    expect(envelopes.map(({ encoding }) => encoding)).toEqual(['base64']);
  });
});

it('a line of white space is blank', () => {
  expect([bytesOf(''), bytesOf(' \t\r')].every(isBlank)).toBe(true);
  expect(isBlank(bytesOf(' x'))).toBe(false);
});

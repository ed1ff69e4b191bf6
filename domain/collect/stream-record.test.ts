import { describe, expect, it } from 'vitest';
import { Envelope } from '../model/envelope.ts';
import { TenantId } from '../model/tenant.ts';
import { MAXIMUM_RECORD_BYTES, MAXIMUM_REQUEST_BYTES, recordsOf, requestsOf } from './stream-record.ts';

const tenant = TenantId.parse('acme-bank');
const envelope = (n: number, raw: string, source = 'tcp'): Envelope => ({
  tenant,
  source,
  trust: 'high',
  receivedAt: '2026-02-18T10:30:45.120Z',
  ingestId: `i-${n}`,
  encoding: 'utf8',
  raw,
});

describe('records', () => {
  it('hold the envelopes of one source as NDJSON, in order', () => {
    const all = [envelope(1, 'a\nb'), envelope(2, 'b', 'udp'), envelope(3, 'c')];
    let n = 0;
    const records = recordsOf(tenant, all, () => n++);
    expect(records.map(({ partitionKey }) => partitionKey)).toEqual(['acme-bank#tcp#0', 'acme-bank#udp#1']);
    const lines = new TextDecoder().decode(records[0]?.data).trimEnd().split('\n');
    expect(lines.map((line) => Envelope.parse(JSON.parse(line)))).toEqual([all[0], all[2]]);
  });

  it('stay within the size of a record, and calls within 500 records and 4.5 MB', () => {
    const all = Array.from({ length: 60 }, (_, n) => envelope(n, 'ä'.repeat(100_000)));
    const records = recordsOf(tenant, all, () => 0);
    expect(Math.max(...records.map(({ data }) => data.length))).toBeLessThanOrEqual(MAXIMUM_RECORD_BYTES);
    expect(records.flatMap(({ envelopes }) => envelopes)).toEqual(all);
    const requests = requestsOf(records);
    const sizes = requests.map((request) => request.reduce((sum, { data }) => sum + data.length, 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAXIMUM_REQUEST_BYTES);
    expect(requests.flat()).toEqual(records);
    const many = recordsOf(
      tenant,
      Array.from({ length: 1_200 }, (_, n) => envelope(n, 'x', `s-${n}`)),
      () => 0,
    );
    expect(requestsOf(many).map(({ length }) => length)).toEqual([500, 500, 200]);
  });
});

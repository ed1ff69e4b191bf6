import type { Envelope } from '../model/envelope.ts';
import type { TenantId } from '../model/tenant.ts';

/** One record of the stream: envelopes of one tenant and source as NDJSON. */
export type StreamRecord = {
  readonly partitionKey: string;
  readonly data: Uint8Array;
  readonly envelopes: readonly Envelope[];
};

/** The number at the end of a record's partition key, given the record's bytes. */
export type Spread = (bytes: number) => number;

/** Kinesis takes records of 1 MiB, partition key included; the rest is headroom for readers. */
export const MAXIMUM_RECORD_BYTES = 900_001;
/** Limits of one PutRecords call: 500 records, 5 MiB. */
const MAXIMUM_REQUEST_RECORDS = 500;
export const MAXIMUM_REQUEST_BYTES = 4_500_000;

const joined = (lines: readonly Uint8Array[], length: number): Uint8Array => {
  const data = new Uint8Array(length);
  let offset = 0;
  for (const line of lines) {
    data.set(line, offset);
    offset += line.length;
  }
  return data;
};

/**
 * Packs a tenant's envelopes into records, in order within a source. `spread` picks the number at the end of the partition
 * key `<tenant>#<source>#<n>`, which distributes a busy source over shards.
 */
export const recordsOf = (
  tenant: TenantId,
  envelopes: readonly Envelope[],
  spread: Spread,
): readonly StreamRecord[] => {
  const encoder = new TextEncoder();
  const records: StreamRecord[] = [];
  for (const [source, own] of Map.groupBy(envelopes, (envelope) => envelope.source)) {
    let lines: Uint8Array[] = [];
    let length = 0;
    let first = 0;
    const close = (end: number): void => {
      if (lines.length === 0) return;
      const partitionKey = `${tenant}#${source}#${spread(length)}`;
      records.push({ partitionKey, data: joined(lines, length), envelopes: own.slice(first, end) });
      lines = [];
      length = 0;
      first = end;
    };
    own.forEach((envelope, index) => {
      const line = encoder.encode(`${JSON.stringify(envelope)}\n`);
      if (length + line.length > MAXIMUM_RECORD_BYTES) close(index);
      lines.push(line);
      length += line.length;
    });
    close(own.length);
  }
  return records;
};

/** Groups records into PutRecords calls, in order. */
export const requestsOf = (records: readonly StreamRecord[]): readonly (readonly StreamRecord[])[] => {
  const requests: StreamRecord[][] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record.data.length + record.partitionKey.length;
    const last = requests.at(-1);
    if (last && last.length < MAXIMUM_REQUEST_RECORDS && bytes + size <= MAXIMUM_REQUEST_BYTES) {
      last.push(record);
      bytes += size;
    } else {
      requests.push([record]);
      bytes = size;
    }
  }
  return requests;
};

import { Envelope } from '../model/envelope.ts';
import type { TenantId } from '../model/tenant.ts';
import type { StreamLine } from './stored-line.ts';

/** Holds what reaches the stream without a readable envelope: no tenant's data, and nothing may vanish. */
export const UNASSIGNED = 'unassigned' as TenantId;

/** Marks a line whose envelope could not be read; normalize quarantines it as `envelope_malformed`. */
export const MALFORMED_SOURCE = 'malformed-envelope';

const readLine = (text: string): Envelope | undefined => {
  try {
    const parsed = Envelope.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.tenant !== UNASSIGNED ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The lines of one Kinesis record. `text`: its bytes decoded as UTF-8. `arrivedAt`: the stream's own time
 * of arrival, RFC 3339, for lines without a readable envelope.
 */
export const readRecord = (record: {
  shard: number;
  sequence: string;
  arrivedAt: string;
  text: string;
}): StreamLine[] => {
  const { shard, sequence, arrivedAt, text } = record;
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  return lines.map((line, subindex) => ({
    position: { shard, sequence, subindex },
    envelope: readLine(line) ?? {
      tenant: UNASSIGNED,
      source: MALFORMED_SOURCE,
      trust: 'low',
      receivedAt: arrivedAt,
      ingestId: `${sequence}.${subindex}`,
      encoding: 'utf8',
      raw: line,
    },
  }));
};

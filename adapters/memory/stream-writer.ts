import { deliver, type Retry } from '../../domain/collect/stream-delivery.ts';
import type { StreamRecord } from '../../domain/collect/stream-record.ts';
import type { StreamWriter } from '../../domain/ports/stream-writer.ts';

/** A StreamWriter that keeps its records, for tests and measurements. */
export type MemoryStreamWriter = StreamWriter & {
  /** What the stream has taken, oldest first. */
  readonly records: StreamRecord[];
  /** The fault of the next record: a reason, or an Error for "no answer". Set it to let the stream fail. */
  fault: (record: StreamRecord) => string | Error | undefined;
};

const RETRY: Retry = { attempts: 3, pause: () => Promise.resolve() };

export const memoryStreamWriter = (retry: Retry = RETRY): MemoryStreamWriter => {
  let spread = 0;
  const writer: MemoryStreamWriter = {
    records: [],
    fault: () => undefined,
    put: (tenant, envelopes) =>
      deliver(
        tenant,
        envelopes,
        () => spread++ % 8,
        async (records) =>
          records.map((record) => {
            const fault = writer.fault(record);
            if (fault instanceof Error) throw fault;
            if (fault === undefined) writer.records.push(record);
            return fault;
          }),
        retry,
      ),
  };
  return writer;
};

import type { Envelope } from '../model/envelope.ts';

/** Rough memory of an envelope beside its line. */
const ENVELOPE_OVERHEAD_BYTES = 400;

const memoryOf = (envelope: Envelope): number => envelope.raw.length + ENVELOPE_OVERHEAD_BYTES;

/** Envelopes of one tenant between the sockets and the stream, in order, with a limit in bytes. */
export type LineBuffer = {
  add(envelopes: readonly Envelope[]): void;
  /** The oldest envelopes, at most `maximumBytes` (at least one); they stay counted until `settle`. */
  take(maximumBytes: number): readonly Envelope[];
  /** What `take` gave was sent, except `refused`, which goes back to the front. */
  settle(refused: readonly Envelope[]): void;
  /** What `take` gave and `settle` has not dealt with. */
  unsettled(): readonly Envelope[];
  bytes(): number;
  lines(): number;
  isFull(): boolean;
};

export const createLineBuffer = (maximumBytes: number): LineBuffer => {
  let waiting: Envelope[] = [];
  let taken: readonly Envelope[] = [];
  let bytes = 0;

  const add = (envelopes: readonly Envelope[]): void => {
    for (const envelope of envelopes) {
      waiting.push(envelope);
      bytes += memoryOf(envelope);
    }
  };

  const take = (limit: number): readonly Envelope[] => {
    let size = 0;
    let count = 0;
    for (const envelope of waiting) {
      size += memoryOf(envelope);
      if (count > 0 && size > limit) break;
      count += 1;
    }
    taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return taken;
  };

  const settle = (refused: readonly Envelope[]): void => {
    const sum = (envelopes: readonly Envelope[]) => envelopes.reduce((total, next) => total + memoryOf(next), 0);
    bytes -= sum(taken) - sum(refused);
    taken = [];
    if (refused.length > 0) waiting = [...refused, ...waiting];
  };

  return {
    add,
    take,
    settle,
    unsettled: () => taken,
    bytes: () => bytes,
    lines: () => waiting.length + taken.length,
    isFull: () => bytes >= maximumBytes,
  };
};

import type { SimulatedLine } from '../line.ts';

export type PaceContext = {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly send: (line: string) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Sends each line when its event time comes; after a stall it catches up. Returns the number of lines sent: fewer than
 * there are where the signal fired.
 */
export const sendAtEventTime = async (
  lines: Iterable<SimulatedLine>,
  { clock, sleep, send, signal }: PaceContext,
): Promise<number> => {
  let sent = 0;
  for (const { at, line } of lines) {
    for (let early = at - clock(); early > 0 && !signal.aborted; early = at - clock()) await sleep(early, signal);
    if (signal.aborted) break;
    await send(line);
    sent++;
  }
  return sent;
};

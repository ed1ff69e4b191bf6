import { setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '../domain/model/envelope.ts';
import type { StreamWriter } from '../domain/ports/stream-writer.ts';
import type { Log } from './log.ts';
import type { EdgeObserver } from './observer.ts';
import type { Spool } from './spool.ts';

const RETRY_MS = 1_000;
/** Lines a call, so that a large spool needs no large call. */
const LINES = 2_000;

/** Sends what an earlier stop left, beside the live traffic, until all is sent. `abort()` leaves the rest for the next start. */
export const sendSpool = (spool: Spool, writer: StreamWriter, observer: EdgeObserver, log: Log): AbortController => {
  const control = new AbortController();
  const { signal } = control;

  const send = async (envelopes: readonly Envelope[]): Promise<boolean> => {
    for (const [tenant, own] of Map.groupBy(envelopes, (envelope) => envelope.tenant)) {
      for (let start = 0; start < own.length; start += LINES) {
        let waiting: readonly Envelope[] = own.slice(start, start + LINES);
        while (waiting.length > 0) {
          if (signal.aborted) return false;
          const receipt = await writer.put(tenant, waiting);
          observer.delivered(tenant, receipt);
          waiting = receipt.refused.map(({ envelope }) => envelope);
          if (waiting.length > 0) await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
        }
      }
    }
    return true;
  };

  const run = async (): Promise<void> => {
    for (const { envelopes, done } of spool.read()) {
      if (!(await send(envelopes))) return;
      done();
      log('info', 'lines of an earlier stop were sent', { lines: envelopes.length });
    }
  };

  run().catch((error: unknown) => log('warn', 'the spool waits for the next start', { error: String(error) }));
  return control;
};

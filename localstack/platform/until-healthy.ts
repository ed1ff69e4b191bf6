import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until the answer is true; a probe that throws counts as not yet.
 * @param deadlineMs milliseconds
 * @param hopeless says why waiting has no sense any more (the process has ended)
 * @throws Error naming what did not become healthy
 */
export const untilHealthy = async (
  name: string,
  deadlineMs: number,
  probe: () => Promise<boolean>,
  hopeless: () => string | undefined = () => undefined,
): Promise<void> => {
  const deadline = Date.now() + deadlineMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    const reason = hopeless();
    if (reason !== undefined) throw new Error(`${name} ${reason}`);
    try {
      if (await probe()) return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(100);
  }
  throw new Error(`${name} was not healthy within ${deadlineMs / 1000} s (${last})`);
};

/** Whether a URL answers 2xx within a second. */
export const answers = async (url: string): Promise<boolean> =>
  (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;

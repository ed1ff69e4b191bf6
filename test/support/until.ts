import { setTimeout as sleep } from 'node:timers/promises';

type Patience = {
  /** How long to ask, seconds: generous, because the machine may be busy with other work. */
  readonly seconds?: number;
  readonly everyMs?: number;
};

/**
 * Asks until the answer is there and returns it.
 * @throws Error that names what was awaited and, where `describe` is given, how far it had come
 */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { seconds = 300, everyMs = 250 }: Patience = {},
  describe: () => string = () => '',
): Promise<T> => {
  for (const deadline = Date.now() + seconds * 1000; ; await sleep(everyMs)) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${seconds} s ${describe()}`.trim());
  }
};

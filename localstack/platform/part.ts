import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Child, type ChildOptions, startChild } from './child.ts';
import { untilHealthy } from './until-healthy.ts';

/** What every part is told: folders absolute, ports on 127.0.0.1. */
export type PartContext = {
  readonly home: string;
  readonly tools: string;
  /** Whether AWS answers AccessDenied to what a role was not granted; it grants everything otherwise. */
  readonly enforceIam?: boolean | undefined;
  /** Called with a part as soon as its process exists, long before it is healthy. */
  readonly adopt: (child: Child) => void;
  /** Gives up waiting. */
  readonly signal?: AbortSignal | undefined;
};

export const logFileOf = (home: string, name: string): string => path.join(home, 'logs', `${name}.log`);

export const folder = (...parts: readonly string[]): string => {
  const joined = path.join(...parts);
  mkdirSync(joined, { recursive: true });
  return joined;
};

/**
 * Starts a part and waits until it answers.
 * @throws Error that names the log file
 */
export const startPart = async (
  context: PartContext,
  options: ChildOptions,
  deadlineMs: number,
  probe: () => Promise<boolean>,
): Promise<Child> => {
  const child = await startChild(options);
  context.adopt(child);
  let ended: string | undefined;
  void child.exited.then(({ how }) => {
    ended = how;
  });
  const hopeless = () => (context.signal?.aborted ? 'was interrupted' : ended);
  try {
    await untilHealthy(options.name, deadlineMs, probe, hopeless);
    return child;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}; its log: ${options.logFile}`);
  }
};

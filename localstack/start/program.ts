import path from 'node:path';
import { startChild } from '../platform/child.ts';
import { clone } from '../platform/folders.ts';
import { logFileOf } from '../platform/part.ts';
import { lastLines } from './last-lines.ts';

export type Program = {
  readonly home: string;
  /** Names its log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
};

/** The environment of a program of the project: this process's, Node 24 first on the PATH, and what is given. */
export const projectEnvironment = (given: Readonly<Record<string, string>>): Record<string, string | undefined> => ({
  ...process.env,
  PATH: `${path.join(clone, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  ...given,
});

/**
 * Runs a program in the clone to its end.
 * @throws Error with its last lines and its log file where it fails; at once where the signal is aborted
 */
export const runProgram = async ({ home, name, command, args, env, signal }: Program): Promise<void> => {
  signal?.throwIfAborted();
  const logFile = logFileOf(home, name);
  const child = await startChild({
    name,
    command,
    args,
    env: projectEnvironment(env),
    cwd: clone,
    logFile,
    stopSignal: 'SIGTERM',
    stopWithinMs: 2_000,
  });
  const interrupt = (): void => void child.stop();
  signal?.addEventListener('abort', interrupt);
  try {
    const { code, how } = await child.exited;
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(`${name} ${how}; its log: ${logFile}\n${lastLines(logFile, 15)}`);
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
};

import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type ChildOptions = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Takes both outputs; the file of the run before is kept as `.previous`. */
  readonly logFile: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** The signal on which it ends cleanly. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** Milliseconds it gets for that. */
  readonly stopWithinMs: number;
};

/** How a process ended: `code` null where a signal ended it; `how` for a sentence. */
export type Exit = { readonly code: number | null; readonly how: string };

/** A part of the platform that runs as a process of its own, in a process group of its own. */
export type Child = {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when it has ended. */
  readonly exited: Promise<Exit>;
  readonly running: () => boolean;
  /** Whether its end was asked for. */
  readonly stopping: () => boolean;
  /** Ends it and whatever it started; idempotent. */
  readonly stop: () => Promise<void>;
  /** Asks it to end and does not wait: for the last moment of this process. */
  readonly abandon: () => void;
};

const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
};

const openLog = (file: string): number => {
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file)) renameSync(file, `${file}.previous`);
  return openSync(file, 'a');
};

/** @throws Error where the program cannot be started. */
export const startChild = async (options: ChildOptions): Promise<Child> => {
  const log = openLog(options.logFile);
  // detached: a Ctrl-C of the terminal must not reach the parts; they are stopped in order.
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['ignore', log, log],
    detached: true,
    ...options.user,
  });
  closeSync(log);
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve({ code, how: signal ? `ended by ${signal}` : `ended with exit code ${code}` }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Error(`${options.name} did not start: ${error.message}`)));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.name} did not start`);
  const running = () => child.exitCode === null && child.signalCode === null;

  const abandon = (): void => {
    if (running()) child.kill(options.stopSignal);
  };

  const end = async (): Promise<void> => {
    if (running()) child.kill(options.stopSignal);
    const patience = new AbortController();
    await Promise.race([exited, delay(options.stopWithinMs, undefined, { signal: patience.signal })]).catch(() => {});
    patience.abort();
    killGroup(pid);
    await exited;
  };
  let ending: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ending ??= end();
    return ending;
  };
  return {
    name: options.name,
    pid,
    logFile: options.logFile,
    exited,
    running,
    stopping: () => ending !== undefined,
    stop,
    abandon,
  };
};

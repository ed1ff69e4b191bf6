import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { logFileOf } from '../../localstack/platform/part.ts';

/**
 * The processes that run a step's Lambda in the platform of `home`: each runs from a folder of its own below the one
 * where that platform unpacks Lambdas, so that those of other platforms are never meant.
 */
export const lambdaWorkers = async (home: string, step: string): Promise<readonly number[]> => {
  const unpacked = readFileSync(path.join(home, 'aws', 'unpack-folder'), 'utf8');
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args='], { maxBuffer: 16 * 1024 * 1024 });
  const folder = `${unpacked}/ministack-lambda-watchkeep-local-${step}-`;
  return stdout.split('\n').flatMap((line) => {
    const [, pid, args = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    const script = args.slice(args.indexOf(folder) + folder.length);
    // `detect` is not `detect-incidents`: what follows the step is the random part of the folder's name.
    return args.includes(folder) && /^[a-z0-9_]{8}\/_worker/.test(script) ? [Number(pid)] : [];
  });
};

/** Kills what runs a step's Lambda, as the service may at any moment; how many processes there were. */
export const killWorkers = async (home: string, step: string): Promise<number> => {
  const workers = await lambdaWorkers(home, step);
  for (const pid of workers) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  return workers.length;
};

const linesOfLog = (home: string, text: string): readonly string[] =>
  readFileSync(logFileOf(home, 'aws'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(text));

/** How many processes were started for a step's Lambda, by the log of the platform: each for a batch that waits for it. */
export const workersStarted = (home: string, step: string): number =>
  linesOfLog(home, `Lambda worker spawned for watchkeep-local-${step} `).length;

/** How many batches of a step's event source were under way in a process that died, by the log of the platform. */
export const batchesCutOff = (home: string, step: string): number =>
  linesOfLog(home, `Lambda watchkeep-local-${step} failed processing`).filter((line) =>
    line.includes('Worker process died'),
  ).length;

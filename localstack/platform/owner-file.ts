import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { identityOf, isRunning } from './process-identity.ts';

const Process = z.object({ name: z.string(), pid: z.number().int().positive(), startedAt: z.string() });
const Owner = z.object({ owner: Process, children: z.array(Process) });
type Owner = z.infer<typeof Owner>;

const fileOf = (home: string): string => path.join(home, 'processes.json');

const read = (home: string): Owner | undefined => {
  if (!existsSync(fileOf(home))) return undefined;
  const parsed = Owner.safeParse(JSON.parse(readFileSync(fileOf(home), 'utf8') || 'null'));
  return parsed.success ? parsed.data : undefined;
};

const record = (name: string, pid: number): z.infer<typeof Process> => ({
  name,
  pid,
  startedAt: identityOf(pid)?.startedAt ?? '',
});

/** The process that runs a platform in this home now, if there is one besides this process. */
export const runningOwner = (home: string): number | undefined => {
  const owner = read(home)?.owner;
  return owner && owner.pid !== process.pid && isRunning(owner) ? owner.pid : undefined;
};

/** Writes down who owns the home and what it started, so that nothing is left when the owner is killed. */
export const recordProcesses = (home: string, children: readonly { name: string; pid: number }[]): void => {
  mkdirSync(home, { recursive: true });
  const content: Owner = {
    owner: record('owner', process.pid),
    children: children.map(({ name, pid }) => record(name, pid)),
  };
  writeFileSync(fileOf(home), `${JSON.stringify(content, null, 2)}\n`);
};

export const forgetProcesses = (home: string): void => rmSync(fileOf(home), { force: true });

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
};

/** Ends what a killed owner left running in this home; the latest started goes first. Returns the names. */
export const endLeftovers = async (home: string): Promise<readonly string[]> => {
  const left = (read(home)?.children ?? []).filter(isRunning).reverse();
  for (const child of left) {
    signal(child.pid, child.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
    for (let waited = 0; isRunning(child) && waited < 20_000; waited += 100) await delay(100);
    signal(-child.pid, 'SIGKILL');
  }
  forgetProcesses(home);
  return left.map(({ name }) => name);
};

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startChild } from './child.ts';
import { identityOf, isRunning } from './process-identity.ts';
import { untilHealthy } from './until-healthy.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchkeep-child-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shell = (script: string, stopWithinMs: number) =>
  startChild({
    name: 'shell',
    command: '/bin/sh',
    args: ['-c', script],
    env: { PATH: process.env.PATH },
    cwd: folder,
    logFile: path.join(folder, 'shell.log'),
    stopSignal: 'SIGTERM',
    stopWithinMs,
  });

const logged = () => readFileSync(path.join(folder, 'shell.log'), 'utf8');

it('ends a part that ignores the signal, and what that part started', async () => {
  const child = await shell('trap "" TERM; sleep 300 & echo $!; wait; sleep 300', 50);
  await untilHealthy('the script', 5_000, async () => /\d+\n/.test(logged()));
  const grandchild = identityOf(Number(logged().trim()));
  expect(grandchild).toBeDefined();
  await child.stop();
  expect(await child.exited).toEqual({ code: null, how: 'ended by SIGKILL' });
  if (grandchild) await untilHealthy('its end', 5_000, async () => !isRunning(grandchild));
});

it('lets a part end by itself within its time', async () => {
  const child = await shell('trap "echo saved; exit 0" TERM; echo ready; while :; do sleep 0.05; done', 5_000);
  await untilHealthy('the script', 5_000, async () => logged().includes('ready'));
  await Promise.all([child.stop(), child.stop()]);
  expect(await child.exited).toEqual({ code: 0, how: 'ended with exit code 0' });
  expect(logged()).toContain('saved');
});

it('says that a program does not exist', async () => {
  const options = { env: {}, cwd: folder, logFile: path.join(folder, 'x.log'), stopSignal: 'SIGTERM', stopWithinMs: 1 };
  await expect(
    startChild({ ...options, name: 'nothing', command: '/nowhere/nothing', args: [], stopSignal: 'SIGTERM' }),
  ).rejects.toThrow(/nothing did not start/);
});

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { clone, node24 } from '../platform/folders.ts';
import type { StartArguments } from './arguments.ts';
import { Report } from './report.ts';

/**
 * Starts a supervisor in the background and waits until everything is up. Ctrl-C while waiting stops it again.
 * @returns the exit code
 */
export const startDetached = async (home: string, { fresh, simulator }: StartArguments): Promise<number> => {
  const logFile = path.join(home, 'start.log');
  mkdirSync(home, { recursive: true });
  const log = openSync(logFile, 'w');
  const flags = ['--supervise', ...(fresh ? ['--fresh'] : []), ...(simulator ? [] : ['--no-simulator'])];
  const supervisor = spawn(node24, [path.join(clone, 'localstack', 'start.ts'), ...flags], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => supervisor.kill('SIGTERM'));
  let explained = false;
  return await new Promise((resolve) => {
    supervisor.on('message', (message) => {
      const report = Report.parse(message);
      if (report.kind === 'progress') process.stdout.write(`• ${report.line}\n`);
      if (report.kind === 'failed') {
        explained = true;
        process.stderr.write(`${report.message}\n`);
      }
      if (report.kind !== 'up') return;
      const how = 'It runs in the background: npm run -s soc -- status · npm run -s soc -- stop';
      process.stdout.write(`${[...report.lines, how].join('\n')}\n`);
      supervisor.disconnect();
      supervisor.unref();
      resolve(0);
    });
    supervisor.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    supervisor.on('exit', (code) => {
      if (!explained) process.stderr.write(`The background process ended; its log: ${logFile}\n`);
      resolve(code ?? 1);
    });
  });
};

import { spawn } from 'node:child_process';
import path from 'node:path';
import { clone, node24, tools } from './folders.mjs';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a TypeScript file of the project under Node 24 with this process's terminal and ends as it ends.
 * @param {string} file relative to the clone
 * @param {string[]} args
 */
export const handOver = (file, args) => {
  const bin = path.join(clone, 'node_modules', '.bin');
  const child = spawn(node24, ['--disable-warning=ExperimentalWarning', path.join(clone, file), ...args], {
    stdio: 'inherit',
    env: {
      NODE_COMPILE_CACHE: path.join(tools(), 'compile-cache'),
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  });
  // A terminal sends Ctrl-C to the child as well; the child takes a second one of the same moment as the first.
  for (const signal of forwarded) process.on(signal, () => child.kill(signal));
  // npm's shell does not pass a signal on when npm itself is told to end: then this process has lost its parent.
  const parent = process.ppid;
  const orphaned = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
    clearInterval(orphaned);
    child.kill('SIGTERM');
  }, 500);
  child.on('error', (error) => {
    process.stderr.write(`Node 24 did not start: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    for (const name of forwarded) process.removeAllListeners(name);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
};

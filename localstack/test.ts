import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { clone, defaultHome, node24 } from './platform/folders.ts';
import { add, NOTHING, outcomeOfStep, outcomeOfVitest } from './testing/outcome.ts';

/** Runs a step with this terminal; Ctrl-C reaches it by the terminal, a SIGTERM is passed on. */
const runStep = (title: string, command: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    process.stdout.write(`\n== ${title}\n`);
    const child = spawn(command, args, { cwd: clone, stdio: ['ignore', 'inherit', 'inherit'] });
    const pass = (): void => void child.kill('SIGTERM');
    process.on('SIGTERM', pass);
    const end = (code: number): void => {
      process.off('SIGTERM', pass);
      resolve(code);
    };
    child.on('error', () => end(127));
    child.on('exit', (code) => end(code ?? 1));
  });

const readReport = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

const runVitest = async (filters: readonly string[]): Promise<ReturnType<typeof outcomeOfVitest>> => {
  const report = path.join(defaultHome(), 'test-report.json');
  mkdirSync(defaultHome(), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = path.join(clone, 'node_modules', 'vitest', 'vitest.mjs');
  const code = await runStep('Tests', node24, [vitest, 'run', ...reporters, ...filters]);
  return outcomeOfVitest(readReport(report), code);
};

let interrupted = false;
process.on('SIGINT', () => {
  interrupted = true;
});

const tsc = path.join(clone, 'node_modules', '.bin', 'tsc');
let total = add(NOTHING, outcomeOfStep(await runStep('Types', tsc, ['--noEmit'])));
if (!interrupted) {
  total = add(total, outcomeOfStep(await runStep('Types of the portal', tsc, ['--noEmit', '-p', 'portal'])));
}
if (!interrupted) total = add(total, outcomeOfStep(await runStep('Lint', 'npm', ['run', '--silent', 'lint'])));
if (!interrupted) total = add(total, await runVitest(process.argv.slice(2)));
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exit(total.failed > 0 || interrupted ? 1 : 0);

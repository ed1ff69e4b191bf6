import { spawn } from 'node:child_process';
import path from 'node:path';
import { clone } from '../../localstack/platform/folders.ts';

export type SocResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the command line as a user does (`npm run -s soc -- …`). It finds the system by WATCHKEEP_HOME. */
export const soc = (...args: readonly string[]): Promise<SocResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(clone, 'localstack', 'soc.mjs'), ...args], { cwd: clone });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });

/** The JSON lines on stdout. */
export const jsonLines = ({ stdout }: SocResult): unknown[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

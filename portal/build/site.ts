import { spawn } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { externalize, refusals } from './inline-scripts.ts';

/** Builds the site into portal/out and makes its pages fit a policy without `unsafe-inline`. */
const portal = path.join(import.meta.dirname, '..');
const out = path.join(portal, 'out');
const FOLDER = '_next/static/inline';

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
const build = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: portal,
      stdio: 'inherit',
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
        NODE_ENV: 'production',
      },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });

rmSync(out, { recursive: true, force: true });
const code = await build();
if (code !== 0) process.exit(code);

mkdirSync(path.join(out, FOLDER), { recursive: true });
const refused: string[] = [];
for (const name of globSync('**/*.html', { cwd: out })) {
  const page = externalize(readFileSync(path.join(out, name), 'utf8'), `/${FOLDER}/`);
  for (const [file, content] of page.files) writeFileSync(path.join(out, FOLDER, file), content);
  writeFileSync(path.join(out, name), page.html);
  refused.push(...refusals(page.html).map((reason) => `${name} has ${reason}`));
}
if (refused.length > 0) {
  process.stderr.write(`The content security policy would refuse:\n${refused.join('\n')}\n`);
  process.exit(1);
}

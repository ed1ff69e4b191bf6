import fs from 'node:fs';
import path from 'node:path';
import { run, tail } from './command.mjs';
import { clone, node24 } from './folders.mjs';
import { checkNpm } from './prerequisites.mjs';
import { digest, stamped, writeStamp } from './stamp.mjs';
import { SetupError, step } from './step.mjs';

const stampFile = path.join(clone, 'node_modules', '.watchkeep-stamp');

const readPackages = (file) => JSON.parse(fs.readFileSync(path.join(clone, file), 'utf8')).packages;

/** Whether npm's own record of node_modules holds every package of the lock (optional ones are for other machines). */
const inSync = () => {
  try {
    const installed = readPackages('node_modules/.package-lock.json');
    return Object.entries(readPackages('package-lock.json')).every(
      ([name, { version, optional, link }]) =>
        name === '' || link || (installed[name] ? installed[name].version === version : optional === true),
    );
  } catch {
    return false;
  }
};

/** Whether node_modules is what package-lock.json says; a hash and a look, no npm. */
export const packagesReady = (value) => fs.existsSync(node24) && stamped(stampFile, value);

const runNpm = async () => {
  const flags = ['--no-audit', '--no-fund'];
  const clean = await run('npm', ['ci', ...flags], { cwd: clone });
  // A registry that lacks other systems' builds leaves a lock without them, which npm ci refuses; install keeps to the
  // lock for all that it names and leaves the file alone.
  const incomplete = /EUSAGE/.test(clean.output) && /from lock file/.test(clean.output);
  return incomplete ? await run('npm', ['install', '--no-save', ...flags], { cwd: clone }) : clean;
};

/** npm packages, from the lock file; installs only when they are missing or the lock has changed. */
export const installPackages = async () => {
  const value = digest(fs.readFileSync(path.join(clone, 'package-lock.json'), 'utf8'));
  if (packagesReady(value)) return;
  if (!fs.existsSync(node24) || !inSync()) {
    await checkNpm();
    await step('Installing npm packages', async () => {
      const { code, output } = await runNpm();
      if (code !== 0) {
        throw new SetupError(
          `npm could not install the packages; check the network and run the command again.\n${tail(output)}`,
        );
      }
    });
  }
  const { output } = await run(node24, ['--version']);
  if (!/^v(2[4-9]|[3-9]\d)\./.test(output)) {
    throw new SetupError(
      'Node 24 was not installed by npm: allow install scripts (npm config get ignore-scripts) and run npm ci.',
    );
  }
  writeStamp(stampFile, value);
};

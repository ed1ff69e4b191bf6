import { home } from './bootstrap/folders.mjs';
import { locked } from './bootstrap/lock.mjs';
import { installOpenSearch } from './bootstrap/opensearch.mjs';
import { installPackages } from './bootstrap/packages.mjs';
import { checkHost } from './bootstrap/prerequisites.mjs';
import { installPython } from './bootstrap/python.mjs';
import { SetupError } from './bootstrap/step.mjs';

/** Installs what the project lacks, one progress line a step; nothing missing means a few file reads. */
const setUp = async (what) => {
  checkHost();
  await locked(`${home()}/bootstrap.lock`, async () => {
    await installPackages();
    if (what === 'packages') return;
    await installPython();
    await installOpenSearch();
  });
};

/**
 * Sets up the project; a missing prerequisite ends the process with exit code 2 and one sentence.
 * @param {'packages' | 'platform'} what npm packages only, or all that the local platform needs
 */
export const bootstrap = async (what) => {
  try {
    await setUp(what);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
};

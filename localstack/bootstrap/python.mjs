import fs from 'node:fs';
import path from 'node:path';
import { run, tail } from './command.mjs';
import { clone, tools } from './folders.mjs';
import { findPython } from './prerequisites.mjs';
import { digest, stamped, writeStamp } from './stamp.mjs';
import { SetupError, step } from './step.mjs';

const requirements = path.join(clone, 'localstack', 'requirements.txt');

/** The interpreter of the virtual environment. */
export const venvPython = () => path.join(tools(), 'venv', 'bin', 'python');

/** The virtual environment with MiniStack, jgo and the Java runtime. */
export const installPython = async () => {
  const venv = path.join(tools(), 'venv');
  const stamp = path.join(venv, 'watchkeep-stamp');
  const value = digest(fs.readFileSync(requirements, 'utf8'));
  if (fs.existsSync(venvPython()) && stamped(stamp, value)) return;
  const python = await findPython();
  await step('Installing MiniStack and a Java runtime (Python packages)', async () => {
    fs.rmSync(venv, { recursive: true, force: true });
    fs.mkdirSync(tools(), { recursive: true });
    const made = await run(python, ['-m', 'venv', venv]);
    if (made.code !== 0)
      throw new SetupError(`Python could not make a virtual environment in ${venv}.\n${tail(made.output)}`);
    const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
    const installed = await run(venvPython(), args);
    if (installed.code !== 0) {
      throw new SetupError(
        `pip install failed; check the network and run the command again.\n${tail(installed.output)}`,
      );
    }
    writeStamp(stamp, value);
  });
};

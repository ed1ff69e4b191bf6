import { run } from './command.mjs';
import { SetupError } from './step.mjs';

/** Node 20 or later on Linux or macOS. */
export const checkHost = () => {
  if (!['linux', 'darwin'].includes(process.platform)) {
    throw new SetupError(`Watchkeep's local platform runs on Linux and macOS; on ${process.platform} use WSL 2.`);
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError(`Node ${process.versions.node} is too old: install Node 20 or later from https://nodejs.org.`);
  }
};

export const checkNpm = async () => {
  if ((await run('npm', ['--version'])).code !== 0) {
    throw new SetupError('npm is missing: install it together with Node 20 or later from https://nodejs.org.');
  }
};

const probe = 'import sys, venv, ensurepip; print(sys.version_info >= (3, 10))';

/** The first Python ≥ 3.10 that can make a virtual environment; `WATCHKEEP_PYTHON` goes first. */
export const findPython = async () => {
  let withoutVenv = '';
  const names = [
    process.env.WATCHKEEP_PYTHON,
    'python3',
    'python3.14',
    'python3.13',
    'python3.12',
    'python3.11',
    'python3.10',
  ];
  for (const name of names.filter(Boolean)) {
    const { code, output } = await run(name, ['-c', probe]);
    if (code === 0 && output.trim() === 'True') return name;
    if (code === 1 && /No module named/.test(output)) withoutVenv ||= name;
  }
  throw new SetupError(
    withoutVenv
      ? `${withoutVenv} has no venv module: install it (on Debian and Ubuntu: sudo apt-get install python3-venv).`
      : 'Python 3.10 or later is missing: install it, or name it in WATCHKEEP_PYTHON.',
  );
};

import fs from 'node:fs';
import path from 'node:path';
import { layOut } from '../opensearch/layout.mjs';
import { run, tail } from './command.mjs';
import { clone, tools } from './folders.mjs';
import { venvPython } from './python.mjs';
import { digest, stamped, writeStamp } from './stamp.mjs';
import { SetupError, step } from './step.mjs';

const lockFile = path.join(clone, 'localstack', 'opensearch', 'lock-3.8.0.json');

/** OpenSearch's jars, each verified against the lock, laid out as a home that Java can start. */
export const installOpenSearch = async () => {
  const target = path.join(tools(), 'opensearch');
  const stamp = path.join(target, 'watchkeep-stamp');
  const value = digest(fs.readFileSync(lockFile, 'utf8'));
  if (stamped(stamp, value)) return;
  await step('Fetching OpenSearch 3.8 (110 verified jars)', async () => {
    const repository = path.join(tools(), 'maven');
    const fetcher = path.join(clone, 'localstack', 'opensearch', 'fetch.py');
    const { code, output } = await run(venvPython(), [fetcher, lockFile, repository]);
    if (code !== 0) {
      throw new SetupError(
        `OpenSearch could not be fetched; check the network and run the command again.\n${tail(output, 3)}`,
      );
    }
    fs.rmSync(target, { recursive: true, force: true });
    // Its analysis module needs Thai segmentation, which the Java runtime lacks.
    layOut(lockFile, repository, target, ['analysis-common']);
    fs.rmSync(repository, { recursive: true, force: true });
    writeStamp(stamp, value);
  });
};

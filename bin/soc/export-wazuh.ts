import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readRulesetFolder } from '../../adapters/ruleset-files.ts';
import { managerFolder } from '../../domain/wazuh/manager-folder.ts';
import { clone } from '../../localstack/platform/folders.ts';
import { print, UsageError } from './output.ts';

type Options = { readonly ruleset: string; readonly json?: boolean };

const exportWazuh = async (out: string, options: Options): Promise<void> => {
  const existing = await readdir(out).catch(() => []);
  if (existing.length > 0) throw new UsageError(`${out} is not empty: name a new folder`);
  const files = await readRulesetFolder(options.ruleset);
  if (!files.ok) throw new UsageError(files.error);
  const folder = managerFolder(files.value);
  if (!folder.ok) throw new UsageError(folder.error);
  for (const { path: name, text } of folder.value) {
    const file = path.join(out, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const names = folder.value.map(({ path: name }) => name);
  print(options, { out, files: names }, () => [`${out}: ${names.length} files; README.md says where they go`]);
};

export const register = (program: Command): void => {
  program
    .command('export-wazuh')
    .description('write the detections as a folder that a Wazuh 4 manager takes')
    .argument('<out>', 'a folder that is new or empty')
    .option('--ruleset <dir>', 'the ruleset', path.join(clone, 'detections'))
    .option('--json', 'print the names of the files as JSON')
    .action(exportWazuh);
};

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { readDetector } from '../../adapters/detector.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { readRulesetFolder } from '../../adapters/ruleset-files.ts';
import { compileRuleset } from '../../domain/detect/ruleset.ts';
import { basesIn } from '../../domain/sigma/bases.ts';
import { type Import, importSigma, type SigmaFile } from '../../domain/sigma/import.ts';
import { clone } from '../../localstack/platform/folders.ts';
import { UsageError } from './output.ts';

type Options = {
  readonly out?: string;
  readonly firstId: string;
  readonly ruleset?: string;
  readonly expand: readonly string[];
  readonly json?: boolean;
};

const MAXIMUM_FILES = 20_000;

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name));
  if (files.length > MAXIMUM_FILES)
    throw new UsageError(`${folder} holds more than ${MAXIMUM_FILES} YAML files: name a folder below it`);
  return files.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
};

const readInput = async (input: string): Promise<readonly SigmaFile[]> => {
  const found = await stat(input).catch(() => undefined);
  if (found === undefined) throw new UsageError(`${input}: there is no such file or folder`);
  const names = found.isDirectory() ? await filesBelow(input) : [input];
  if (names.length === 0) throw new UsageError(`${input} holds no .yml or .yaml file`);
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(name, 'utf8') })));
};

const placeholdersOf = (written: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    written.map((text) => {
      const [name = '', values] = text.split('=', 2);
      if (name === '' || values === undefined) throw new UsageError(`--expand ${text}: write NAME=value,value`);
      return [name.replaceAll('%', ''), values.split(',')] as const;
    }),
  );

const report = ({ converted, skipped }: Import): void => {
  for (const { file, title, notes } of converted) {
    for (const note of notes) process.stderr.write(`note: ${file}: ${title}: ${note}\n`);
  }
  for (const { file, title, element, reason } of skipped) {
    process.stderr.write(`skipped: ${file}: ${title}: ${element}: ${reason}\n`);
  }
  process.stderr.write(`import-sigma: ${converted.length} converted, ${skipped.length} skipped\n`);
};

const rulesetOf = async (folder: string) => {
  const files = await readRulesetFolder(folder);
  if (!files.ok) throw new UsageError(files.error);
  return compileRuleset(files.value, nodeHasher);
};

const importRules = async (input: string, options: Options): Promise<void> => {
  const firstId = Number(options.firstId);
  if (!Number.isInteger(firstId) || firstId < 100_000 || firstId > 999_999) {
    throw new UsageError('--first-id: a rule id from 100000 to 999999');
  }
  const files = await readInput(input);
  const { ruleset: own, context } = await readDetector(clone);
  const ruleset = options.ruleset === undefined ? own : await rulesetOf(options.ruleset);
  const imported = importSigma(files, {
    firstId,
    basesOf: basesIn(ruleset),
    techniques: new Set(context.catalogue.keys()),
    placeholders: placeholdersOf(options.expand),
  });
  if (imported.lastId > 999_999)
    throw new UsageError('the rules need ids beyond 999999: start with a lower --first-id');
  if (options.out !== undefined) {
    await mkdir(path.dirname(path.resolve(options.out)), { recursive: true });
    await writeFile(options.out, imported.xml);
  }
  if (options.json === true) {
    const { xml, ...rest } = imported;
    process.stdout.write(
      `${JSON.stringify(options.out === undefined ? { ...rest, xml } : { ...rest, out: options.out })}\n`,
    );
  } else if (options.out === undefined) process.stdout.write(imported.xml);
  report(imported);
  process.exitCode = imported.skipped.length > 0 ? 1 : 0;
};

export const register = (program: Command): void => {
  const collect = (text: string, texts: readonly string[]): readonly string[] => [...texts, text];
  program
    .command('import-sigma')
    .description(
      'turn Sigma rules into rules of the Wazuh 4.x format; says of each that it can’t turn which element and why',
    )
    .argument('<file|dir>', 'a Sigma file, or a folder with .yml and .yaml files below it')
    .option('--out <file>', 'the rules file to write; without it the rules go to stdout')
    .option('--first-id <id>', 'the id of the first rule', '200000')
    .option('--ruleset <dir>', 'the ruleset that the rules will be loaded after; the project’s own without it')
    .option('--expand <name=values>', 'values of a placeholder, comma-separated (may be repeated)', collect, [])
    .option('--json', 'print what was converted and skipped as JSON')
    .action(importRules);
};

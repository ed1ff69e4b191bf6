import type { Command } from 'commander';
import { nodeHasher } from '../../adapters/hashing.ts';
import { readRulesetFolder } from '../../adapters/ruleset-files.ts';
import type { LoadReport } from '../../domain/detect/report.ts';
import { type CompiledRuleset, compileRuleset } from '../../domain/detect/ruleset.ts';
import { runCases, runLines } from './logtest/run.ts';
import { UsageError } from './output.ts';

type Options = {
  readonly ruleset: string;
  readonly cases?: boolean;
  readonly report?: boolean;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly exclude: readonly string[];
};

const MAXIMUM_SHOWN = 20;

const summarize = ({ loaded, skipped, entries }: LoadReport, verbose: boolean): void => {
  const warnings = entries.filter(({ outcome }) => outcome === 'warning');
  process.stderr.write(
    `logtest: ${loaded.rules} rules, ${loaded.decoders} decoders, ${loaded.lists} lists loaded from ${loaded.files} files, ${skipped} skipped, ${warnings.length} warnings\n`,
  );
  const problems = entries.filter(({ outcome }) => outcome === 'skipped');
  const shown = verbose ? [...problems, ...warnings] : problems.slice(0, MAXIMUM_SHOWN);
  for (const { file, line, kind, name, outcome, reason } of shown) {
    process.stderr.write(`  ${file}:${line} ${outcome === 'warning' ? 'warning: ' : ''}${kind} ${name}: ${reason}\n`);
  }
  if (shown.length < problems.length) {
    process.stderr.write(`  and ${problems.length - shown.length} more: --verbose lists them all, --report as JSON\n`);
  }
};

const load = async (options: Options): Promise<CompiledRuleset> => {
  const files = await readRulesetFolder(options.ruleset, { exclude: options.exclude });
  if (!files.ok) throw new UsageError(files.error);
  return compileRuleset(files.value, nodeHasher);
};

const logtest = async (options: Options): Promise<void> => {
  const ruleset = await load(options);
  if (options.report === true) {
    process.stdout.write(`${JSON.stringify({ version: ruleset.version, ...ruleset.report })}\n`);
    process.exitCode = ruleset.report.skipped > 0 ? 1 : 0;
    return;
  }
  summarize(ruleset.report, options.verbose === true);
  if (ruleset.report.loaded.rules === 0) {
    throw new UsageError(`${options.ruleset}: not one rule could be loaded; the lines above say why.`);
  }
  if (options.strict === true && ruleset.report.skipped > 0) {
    throw new UsageError(
      `${options.ruleset}: ${ruleset.report.skipped} things were skipped, and --strict allows none.`,
    );
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const outcome = await (options.cases === true ? runCases : runLines)(ruleset, process.stdin, process.stdout);
  for (const [name, count] of outcome.errors) {
    process.stderr.write(`logtest: a pattern of ${name} gave up on ${count} lines, which it did not match\n`);
  }
  for (const problem of outcome.malformed.slice(0, MAXIMUM_SHOWN)) process.stderr.write(`logtest: ${problem}\n`);
  if (outcome.malformed.length > 0) process.exitCode = 2;
};

export const register = (program: Command): void => {
  const collect = (name: string, names: readonly string[]): readonly string[] => [...names, name];
  program
    .command('logtest')
    .description('run decoders and rules over lines on stdin, one JSON a line on stdout')
    .requiredOption('--ruleset <dir>', 'folder with decoders/*.xml, rules/*.xml, lists/**, overrides/*.xml')
    .option('--cases', 'stdin is JSONL {"id","logs":[…]}, a fresh session each; prints the outcome of the last line')
    .option('--exclude <name>', 'a file that is not loaded (may be repeated)', collect, [])
    .option('--verbose', 'list everything that was skipped and every warning on stderr')
    .option('--strict', 'exit with 2 where anything was skipped')
    .option('--report', 'print what was loaded and skipped as JSON, and evaluate nothing')
    .action(logtest);
};

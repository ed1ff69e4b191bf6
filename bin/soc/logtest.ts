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
  readonly exclude: readonly string[];
};

const MAXIMUM_SHOWN = 20;

const summarize = (report: LoadReport): void => {
  const { loaded, skipped, entries } = report;
  process.stderr.write(
    `logtest: ${loaded.rules} rules, ${loaded.decoders} decoders, ${loaded.lists} lists loaded, ${skipped} skipped\n`,
  );
  const problems = entries.filter(({ outcome }) => outcome === 'skipped');
  for (const { file, line, kind, name, reason } of problems.slice(0, MAXIMUM_SHOWN)) {
    process.stderr.write(`  ${file}:${line} ${kind} ${name}: ${reason}\n`);
  }
  if (problems.length > MAXIMUM_SHOWN) {
    process.stderr.write(`  and ${problems.length - MAXIMUM_SHOWN} more: --report lists them all\n`);
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
  summarize(ruleset.report);
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
    .option('--report', 'print what was loaded and skipped as JSON, and evaluate nothing')
    .action(logtest);
};

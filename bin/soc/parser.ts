import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { dynamoParserStore } from '../../adapters/dynamodb/parser-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { compileParser } from '../../domain/normalize/parse/compile-parser.ts';
import { faultText } from '../../domain/normalize/parse/fault.ts';
import type { Parser } from '../../domain/normalize/parse/parser.ts';
import { parserSet } from '../../domain/normalize/parse/parser-set.ts';
import { connect } from './connection.ts';
import { readLogFile } from './log-file.ts';
import { print, UsageError } from './output.ts';
import { ownParsers } from './own-parsers.ts';
import { type DryRun, dryRun } from './parser/dry-run.ts';

type CheckOptions = { readonly line?: readonly string[]; readonly lines?: string; readonly json?: boolean };

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** The parser of a file; where it is wrong its faults go to stderr and the exit code is 1. */
const compiled = async (file: string): Promise<{ parser: Parser; text: string } | undefined> => {
  const text = await textOf(file);
  const result = compileParser({ name: file, text }, nodeHasher);
  if (result.ok) return { parser: result.value, text };
  for (const fault of result.error) process.stderr.write(`${faultText(fault)}\n`);
  process.exitCode = 1;
  return undefined;
};

const linesOf = async ({ line = [], lines }: CheckOptions): Promise<string[]> => {
  const ofFile = lines === undefined ? [] : [...(await readLogFile(lines)).lines].map(({ raw }) => raw);
  return [...line, ...ofFile];
};

const described = ({ parser, fields }: DryRun): string[] => [
  parser === undefined ? 'no parser reads this line: it is taken as generic JSON or syslog' : `read by ${parser}`,
  ...Object.entries(fields).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`),
];

const check = async (file: string, options: CheckOptions): Promise<void> => {
  const found = await compiled(file);
  if (found === undefined) return;
  const { name, version, logSource } = found.parser;
  const set = parserSet([...(await ownParsers()).parsers, found.parser]);
  const runs = (await linesOf(options)).map((line) => dryRun(line, set));
  if (runs.some(({ parser }) => parser !== name)) process.exitCode = 1;
  print(options, { name, version, log_source: logSource, lines: runs }, () => [
    `${file}: parser ${name}, version ${version}, log source ${logSource}: well formed`,
    ...runs.flatMap(described),
  ]);
};

/** The parsers are the deployment's, not a tenant's; on AWS `connect` wants some tenant all the same. */
const storeHere = async () => {
  const connection = await connect(process.env.WATCHKEEP_STAGE ? 'any-tenant' : undefined);
  return dynamoParserStore(tableOf(connection.output('TableName')));
};

const publish = async (file: string, options: { readonly json?: boolean }): Promise<void> => {
  const found = await compiled(file);
  if (found === undefined) return;
  const { name, version } = found.parser;
  const publishedAt = new Date().toISOString();
  await (await storeHere()).publish({ name, text: found.text, publishedAt, publishedBy: userInfo().username });
  print(options, { name, version, publishedAt }, () => [
    `${name} ${version} is published: new lines are read by it within a minute`,
  ]);
};

const list = async (options: { readonly json?: boolean }): Promise<void> => {
  const published = await (await storeHere()).all();
  const rows = published.map(({ text, ...parser }) => ({ ...parser, version: nodeHasher.sha256(text).slice(0, 12) }));
  print(options, rows, () =>
    rows.length === 0
      ? ['nothing is published: the parsers of detections/parsers/ alone read']
      : rows.map((row) => `${row.name} ${row.version}, published ${row.publishedAt} by ${row.publishedBy}`),
  );
};

const retire = async (name: string, options: { readonly json?: boolean }): Promise<void> => {
  const retired = await (await storeHere()).retire(name);
  if (!retired) process.exitCode = 1;
  print(options, { name, retired }, () => [
    retired ? `${name} is retired: within a minute it reads no line` : `no parser ${name} is published`,
  ]);
};

const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const register = (program: Command): void => {
  const parser = program
    .command('parser')
    .description('declarative parsers: check a file, publish it without a deploy');
  parser
    .command('check')
    .description(
      'compile a parser file and print the fields of sample lines; exit 1 where it is wrong or a line is not its own',
    )
    .argument('<file>', 'parser file, as in detections/parsers/')
    .option('--line <text>', 'a line as it comes; may be repeated', collected)
    .option('--lines <file>', 'a file of lines, in any format that soc detect takes')
    .option('--json', 'JSON on stdout')
    .action(check);
  parser
    .command('publish')
    .description('make the running deployment read lines with the file, within a minute')
    .argument('<file>', 'parser file')
    .option('--json', 'JSON on stdout')
    .action(publish);
  parser.command('list').description('what is published').option('--json', 'JSON on stdout').action(list);
  parser
    .command('retire')
    .description('take a published parser back; one of detections/parsers/ of the same name reads again')
    .argument('<name>', 'name of the parser')
    .option('--json', 'JSON on stdout')
    .action(retire);
};

import type { Command } from 'commander';
import { defaultHome } from '../../localstack/platform/folders.ts';
import { readRun } from '../../localstack/run-file.ts';
import { type GroundTruth, VARIANTS, type Variant } from '../../simulator/line.ts';
import { type Programme, programmeOf } from '../../simulator/programme.ts';
import { createRandom } from '../../simulator/random.ts';
import { scenarioNames, variantsOf } from '../../simulator/scenarios/catalogue.ts';
import { printLines } from '../../simulator/send/print-lines.ts';
import { runSimulation, type SimulationTarget } from '../../simulator/send/run-simulation.ts';
import { UsageError } from './output.ts';

type Options = {
  readonly rate?: number;
  readonly seconds?: number;
  readonly scenario?: string;
  readonly variant: Variant;
  readonly seed?: number;
  readonly tenant?: string;
  readonly host: string;
  readonly port?: number;
  readonly start?: number;
  readonly stdout?: boolean;
  readonly json?: boolean;
};

const number = (name: string, minimum: number, maximum: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= minimum && value <= maximum))
    throw new UsageError(`--${name} takes a number from ${minimum} to ${maximum}, not ${JSON.stringify(text)}`);
  return value;
};

const instant = (text: string): number => {
  const at = Date.parse(text);
  if (Number.isNaN(at))
    throw new UsageError(`--start takes a time as 2026-02-18T10:00:00Z, not ${JSON.stringify(text)}`);
  return at;
};

const variant = (text: string): Variant => {
  const known = VARIANTS.find((name) => name === text);
  if (!known) throw new UsageError(`there is no variant ${JSON.stringify(text)}; there are: ${VARIANTS.join(', ')}`);
  return known;
};

const DEFAULT_RATE = 50;
/** Between the last line of a scenario of days and now. */
const MARGIN_MS = 10_000;
/** Without --seed the bank stays the same, so that its people build habits; a scenario is a new one every time. */
const DEFAULT_WORLD = 1;

const check = (options: Options): void => {
  const { scenario } = options;
  if (scenario !== undefined && !scenarioNames.includes(scenario))
    throw new UsageError(`there is no scenario ${JSON.stringify(scenario)}; there are: ${scenarioNames.join(', ')}`);
  if (scenario === undefined ? options.variant !== 'plain' : !variantsOf(scenario).includes(options.variant))
    throw new UsageError(
      scenario === undefined ? '--variant is one of a --scenario' : `${scenario} has no variant ${options.variant}`,
    );
  if (options.rate === 0 && scenario === undefined)
    throw new UsageError('--rate 0 sends nothing: give a rate or a --scenario');
  if (options.start !== undefined && !options.stdout)
    throw new UsageError('--start works with --stdout only: what is sent to a platform happens now');
};

/** A scenario of days is sent with the times of the days before, and alone, unless a rate is asked for. */
const isOfDays = ({ variant }: Options): boolean => variant === 'low-and-slow';

const rateOf = (options: Options): number => options.rate ?? (isOfDays(options) ? 0 : DEFAULT_RATE);

const programmeFor = (options: Options, tenant: string, share: number, start: number, attacked: boolean): Programme => {
  const seed = options.seed ?? DEFAULT_WORLD;
  // Each tenant is a bank of its own.
  const worldSeed = tenant === '' ? seed : createRandom(`${seed}/${tenant}`).integer(0, 2 ** 31);
  const { scenario: name, seconds, variant } = options;
  const scenario = attacked && name !== undefined ? { name, variant, seed: options.seed ?? start } : undefined;
  const common = { worldSeed, rate: rateOf(options) * share, seconds, scenario };
  if (!isOfDays(options) || options.start !== undefined) return programmeOf({ ...common, start });
  const { truth } = programmeOf({ ...common, rate: 0, start: 0 });
  const length = truth === undefined ? 0 : Date.parse(truth.to) + MARGIN_MS;
  return programmeOf({ ...common, start: start - length });
};

const listenersOf = (options: Options): readonly { tenant: string; port: number }[] => {
  if (options.port !== undefined)
    return [{ tenant: options.tenant ?? `${options.host}:${options.port}`, port: options.port }];
  const run = readRun(defaultHome());
  if (!run) throw new UsageError('the platform is not running: start it with npm start, or give --port or --stdout');
  const tenants = run.tenants.map(({ id, tcpPort }) => ({ tenant: id, port: tcpPort }));
  const chosen = tenants.filter(({ tenant }) => options.tenant === undefined || tenant === options.tenant);
  if (chosen.length === 0)
    throw new UsageError(
      `there is no tenant ${options.tenant}; there are: ${tenants.map(({ tenant }) => tenant).join(', ')}`,
    );
  return chosen;
};

const interruption = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
};

const note = (message: string): void => {
  process.stderr.write(`simulate: ${message}\n`);
};

const toStdout = async (options: Options): Promise<void> => {
  const start = options.start ?? Date.now() - (options.seconds ?? 0) * 1000;
  const { lines, truth } = programmeFor(options, options.tenant ?? '', 1, start, true);
  process.stdout.on('error', () => process.stdout.destroy());
  const printed = await printLines(lines, process.stdout, interruption());
  note(`${printed} lines`);
  if (truth) process.stderr.write(`${JSON.stringify({ ...truth, tenant: options.tenant })}\n`);
};

const toPlatform = async (options: Options): Promise<void> => {
  const listeners = listenersOf(options);
  const start = Date.now();
  const targets = listeners.map(
    ({ tenant, port }, index): SimulationTarget => ({
      tenant,
      host: options.host,
      port,
      programme: programmeFor(options, tenant, 1 / listeners.length, start, index === 0),
    }),
  );
  const played = (tenant: string, truth: GroundTruth) =>
    process.stdout.write(`${JSON.stringify({ ...truth, tenant })}\n`);
  const reports = await runSimulation(targets, { signal: interruption(), report: note, played });
  if (options.json) process.stdout.write(`${JSON.stringify({ sent: reports })}\n`);
};

export const register = (program: Command): void => {
  program
    .command('simulate')
    .description(
      'send simulated logs to the running platform: ordinary traffic and, on wish, an attack with its ground truth',
    )
    .option(
      '--rate <events>',
      `ordinary events a second over all tenants (default: ${DEFAULT_RATE})`,
      number('rate', 0, 100_000),
    )
    .option(
      '--seconds <seconds>',
      'how long (default: until the scenario ends, or for ever)',
      number('seconds', 0.1, 1e9),
    )
    .option('--scenario <name>', `one of: ${scenarioNames.join(', ')}`)
    .option(
      '--variant <name>',
      'plain, or low-and-slow: spread over days, sent with their times',
      variant,
      'plain' as const,
    )
    .option('--seed <number>', 'the same seed gives the same bank, people and attack', number('seed', 0, 2 ** 31))
    .option('--tenant <id>', 'one tenant (default: all, in equal parts; a scenario goes to the first)')
    .option('--host <address>', 'where the edge listens', '127.0.0.1')
    .option(
      '--port <port>',
      'a TCP port of the edge instead of those of the running platform',
      number('port', 1, 65_535),
    )
    .option('--stdout', 'print the lines instead of sending them, as fast as they are read (ground truth on stderr)')
    .option('--start <time>', 'event time of the first line; with --stdout', instant)
    .option('--json', 'a last JSON line on stdout: what was sent to whom')
    .action(async (options: Options) => {
      check(options);
      await (options.stdout ? toStdout(options) : toPlatform(options));
    });
};

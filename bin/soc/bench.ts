import type { Command } from 'commander';
import { defaultHome } from '../../localstack/platform/folders.ts';
import { readRun } from '../../localstack/run-file.ts';
import { type Collect, measureCollect } from './bench/collect.ts';
import { type Indexing, measureIndexing } from './bench/indexing.ts';
import { measureLargeRuleset } from './bench/large-ruleset/measure.ts';
import { measureLatency, type Percentiles } from './bench/latency.ts';
import { measurePureSteps } from './bench/pure-steps.ts';
import { measureQuality } from './bench/quality/quality.ts';
import { qualityLines } from './bench/quality/table.ts';
import { print, UsageError } from './output.ts';

type Options = {
  readonly json?: boolean;
  readonly events: string;
  readonly seed: string;
  readonly seconds: string;
  readonly rate: string;
  readonly latency: boolean;
  readonly only?: string;
};

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} ${text}: give a whole number above 0`);
  return value;
};

const collectLine = ({ offered_per_second, accepted_per_second, p50_ms, p95_ms, missing }: Collect): string =>
  `collect    ${accepted_per_second} of ${offered_per_second} lines/s over TCP, sent → taken: p50 ${p50_ms} ms, p95 ${p95_ms} ms, ${missing} missing`;

const indexLine = ({ documents_per_second, documents, missing }: Indexing): string =>
  `index      ${documents_per_second} documents/s into OpenSearch, ${documents} documents, ${missing} missing`;

const latencyLine = (what: string, rate: number, { p50_ms, p95_ms, samples, missing }: Percentiles): string =>
  `line sent → ${what}: p50 ${p50_ms} ms, p95 ${p95_ms} ms, ${samples} samples at ${rate} events/s, ${missing} missing`;

/** Banks that each scenario happens at, and ordinary events a second of the shift. */
const QUALITY = { seeds: 3, rate: 10 };

const onlyDetection = async (options: Options): Promise<void> => {
  if (options.only !== 'detection')
    throw new UsageError(`--only ${options.only}: the one part that runs alone is detection`);
  const detection = await measureQuality({ ...QUALITY, seed: wholeNumber('seed', options.seed) });
  print(options, { detection }, () => qualityLines(detection));
};

const bench = async (options: Options): Promise<void> => {
  if (options.only !== undefined) return onlyDetection(options);
  const seed = wholeNumber('seed', options.seed);
  const events = wholeNumber('events', options.events);
  const seconds = wholeNumber('seconds', options.seconds);
  const rate = wholeNumber('rate', options.rate);
  const pure = await measurePureSteps(events, seed);
  const detection = await measureQuality({ ...QUALITY, seed });
  const large = measureLargeRuleset(seed);
  const collect = await measureCollect(rate, seed);
  const run = options.latency ? readRun(defaultHome()) : undefined;
  const index = run && (await measureIndexing(run, events, seed));
  const latency = options.latency ? await measureLatency(seconds, seed) : undefined;
  const result = {
    ...pure,
    large_ruleset: large,
    collect,
    detection,
    ...(index && { index }),
    ...(latency && {
      latency: { background_per_second: latency.background_per_second, ...latency.incident },
      plan_latency: latency.plan,
    }),
  };
  print(options, result, () => [
    `limit      ${pure.limit_per_second} events/s (JSON.parse + SHA-256 + HMAC + stringify of the same bytes, one core)`,
    `normalize  ${pure.normalize_per_second} events/s, ${(pure.normalize_to_limit * 100).toFixed(0)} % of the limit`,
    `detect     ${pure.detect_per_second} events/s with ${pure.detect_rules} rules`,
    `           ${large.events_per_second} events/s with ${large.rules} rules and ${large.decoders} decoders, loaded in ${large.load_ms} ms`,
    collectLine(collect),
    ...(index ? [indexLine(index)] : []),
    ...(latency
      ? [
          latencyLine('incident visible by API', latency.background_per_second, latency.incident),
          latencyLine('plan awaiting approval', latency.background_per_second, latency.plan),
        ]
      : []),
    '',
    ...qualityLines(detection),
  ]);
  for (const [part, missing] of Object.entries({
    'lines never reached the stream': collect.missing,
    'documents cannot be found': index?.missing ?? 0,
    'probes never became an incident': latency?.incident.missing ?? 0,
    'probes never had a plan awaiting approval': latency?.plan.missing ?? 0,
  })) {
    if (missing === 0) continue;
    process.stderr.write(`soc bench: ${missing} ${part}\n`);
    process.exitCode = 1;
  }
};

export const register = (program: Command): void => {
  program
    .command('bench')
    .description(
      'measure normalize and detect against the limit, the quality of detection, collect, index, and the time from a line sent to its incident and plan',
    )
    .option('--events <n>', 'events a round', '20000')
    .option('--seed <n>', 'seed of the simulated lines', '90210')
    .option('--rate <n>', 'lines a second that collect is offered', '1000')
    .option('--seconds <n>', 'how long latency is measured', '60')
    .option('--no-latency', 'leave out what needs the running platform')
    .option('--only <part>', 'detection: only how good the rules are, which takes no platform')
    .option('--json', 'JSON on stdout')
    .action(bench);
};

import type { Command } from 'commander';
import { measureLatency } from './bench/latency.ts';
import { measurePureSteps } from './bench/pure-steps.ts';
import { print, UsageError } from './output.ts';

type Options = {
  readonly json?: boolean;
  readonly events: string;
  readonly seed: string;
  readonly seconds: string;
  readonly latency: boolean;
};

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} ${text}: give a whole number above 0`);
  return value;
};

const bench = async (options: Options): Promise<void> => {
  const seed = wholeNumber('seed', options.seed);
  const pure = await measurePureSteps(wholeNumber('events', options.events), seed);
  const latency = options.latency ? await measureLatency(wholeNumber('seconds', options.seconds), seed) : undefined;
  const result = { ...pure, ...(latency && { latency }) };
  print(options, result, () => [
    `limit      ${pure.limit_per_second} events/s (JSON.parse + SHA-256 + HMAC + stringify of the same bytes, one core)`,
    `normalize  ${pure.normalize_per_second} events/s, ${(pure.normalize_to_limit * 100).toFixed(0)} % of the limit`,
    `detect     ${pure.detect_per_second} events/s with ${pure.detect_rules} rules`,
    ...(latency
      ? [
          `line sent → incident visible by API: p50 ${latency.p50_ms} ms, p95 ${latency.p95_ms} ms, ${latency.samples} samples at ${latency.background_per_second} events/s, ${latency.missing} missing`,
        ]
      : []),
  ]);
  if (latency && latency.missing > 0) {
    process.stderr.write(
      `soc bench: ${latency.missing} of ${latency.samples + latency.missing} probes never became an incident\n`,
    );
    process.exitCode = 1;
  }
};

export const register = (program: Command): void => {
  program
    .command('bench')
    .description('measure normalize and detect against the limit, and the time from a line sent to its incident')
    .option('--events <n>', 'events a round', '20000')
    .option('--seed <n>', 'seed of the simulated lines', '90210')
    .option('--seconds <n>', 'how long latency is measured', '60')
    .option('--no-latency', 'leave out what needs the running platform')
    .option('--json', 'JSON on stdout')
    .action(bench);
};

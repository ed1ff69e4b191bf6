import { nodeHasher } from '../../../../adapters/hashing.ts';
import { memoryWindows } from '../../../../domain/detect/composite/windows.ts';
import { evaluateLine } from '../../../../domain/detect/evaluate.ts';
import { compileRuleset } from '../../../../domain/detect/ruleset.ts';
import { createRandom } from '../../../../simulator/random.ts';
import { median, perSecond } from '../measure.ts';
import { largeRuleset } from './files.ts';
import { logLines } from './lines.ts';

const ROUNDS = 5;
const LINES = 10_000;

export type LargeRuleset = {
  readonly rules: number;
  readonly decoders: number;
  /** Median over the rounds of the time to compile it from its texts. */
  readonly load_ms: number;
  /** Median over the rounds, lines from text to outcome on one core. */
  readonly events_per_second: number;
  /** The slowest line of the last round. */
  readonly slowest_line_ms: number;
};

/** Compiles a ruleset of the size of those in use, and evaluates a mix of lines with it. */
export const measureLargeRuleset = (seed: number): LargeRuleset => {
  const files = largeRuleset(seed);
  const agent = { id: '000', name: 'manager' };
  const lines = logLines(createRandom(`large-ruleset/lines/${seed}`), LINES);
  const compiled = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    const ruleset = compileRuleset(files, nodeHasher);
    return { ruleset, milliseconds: performance.now() - started };
  });
  const [{ ruleset } = { ruleset: compileRuleset(files, nodeHasher) }] = compiled;
  let slowest = 0;
  const pass = (): void => {
    const windows = memoryWindows();
    slowest = 0;
    lines.forEach((log, index) => {
      const started = performance.now();
      evaluateLine(ruleset, { log, location: 'stdin', agent, time: index * 20, id: `0:${index}:0` }, windows);
      slowest = Math.max(slowest, performance.now() - started);
    });
  };
  pass();
  const rates = Array.from({ length: ROUNDS }, () => perSecond(LINES, pass));
  return {
    rules: ruleset.report.loaded.rules,
    decoders: ruleset.report.loaded.decoders,
    load_ms: Math.round(median(compiled.map(({ milliseconds }) => milliseconds))),
    events_per_second: Math.round(median(rates)),
    slowest_line_ms: Number(slowest.toFixed(1)),
  };
};

import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryWindows, type Windows } from '../../domain/detect/composite/windows.ts';
import { evaluateLine } from '../../domain/detect/evaluate.ts';
import type { Evaluation } from '../../domain/detect/evaluation.ts';
import type { LogLine } from '../../domain/detect/line.ts';
import { type CompiledRuleset, compileRuleset } from '../../domain/detect/ruleset.ts';

type Texts = { readonly decoders?: string; readonly rules?: string; readonly lists?: Readonly<Record<string, string>> };

/** A ruleset of one decoder file, one rule file and lists by name. */
export const rulesetOf = ({ decoders = '', rules = '', lists = {} }: Texts): CompiledRuleset =>
  compileRuleset(
    {
      decoders: [{ name: 'decoders/decoders.xml', text: decoders }],
      rules: [{ name: 'rules/rules.xml', text: rules }],
      lists: Object.entries(lists).map(([name, text]) => ({ name: `lists/${name}`, text })),
    },
    nodeHasher,
  );

export const lineOf = (log: string, more: Partial<LogLine> = {}): LogLine => ({
  log,
  location: 'stdin',
  agent: { id: '000', name: 'manager' },
  time: 1_771_410_645_000,
  id: '0:1:0',
  ...more,
});

/** Evaluates lines that come a second apart. */
export const sessionOf = (ruleset: CompiledRuleset, windows: Windows = memoryWindows()) => {
  let count = 0;
  return (log: string, more: Partial<LogLine> = {}): Evaluation => {
    count++;
    const line = lineOf(log, { time: 1_771_410_645_000 + count * 1000, id: `0:${count}:0`, ...more });
    return evaluateLine(ruleset, line, windows);
  };
};

/** What was skipped, as `name: reason`. */
export const skippedOf = (ruleset: CompiledRuleset): readonly string[] =>
  ruleset.report.entries
    .filter(({ outcome }) => outcome === 'skipped')
    .map(({ line, name, reason }) => `${line} ${name}: ${reason}`);

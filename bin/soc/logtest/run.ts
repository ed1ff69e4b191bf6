import { once } from 'node:events';
import { hostname } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { memoryWindows, type Windows } from '../../../domain/detect/composite/windows.ts';
import { evaluateLine } from '../../../domain/detect/evaluate.ts';
import type { Evaluation } from '../../../domain/detect/evaluation.ts';
import type { CompiledRuleset } from '../../../domain/detect/ruleset.ts';
import { linesOf } from './lines.ts';

export type LogtestOutcome = {
  /** How often a pattern of a rule or decoder gave up. */
  readonly errors: ReadonlyMap<string, number>;
  /** What was wrong with lines of `--cases`. */
  readonly malformed: readonly string[];
};

const Case = z.object({ id: z.union([z.string(), z.number()]), logs: z.array(z.string()) });

/** Evaluates lines as they arrive: now, one after another. */
const session = (ruleset: CompiledRuleset, windows: Windows, errors: Map<string, number>) => {
  const agent = { id: '000', name: hostname() };
  let lines = 0;
  return (log: string): Evaluation => {
    lines++;
    const line = { log, location: 'stdin', agent, time: Date.now(), id: `0:${lines}:0` };
    const evaluation = evaluateLine(ruleset, line, windows);
    for (const name of evaluation.errors) errors.set(name, (errors.get(name) ?? 0) + 1);
    return evaluation;
  };
};

/** Collects output, so that a fast run does not write line by line. */
const printer = (output: Writable) => {
  let text = '';
  const flush = async (): Promise<void> => {
    const chunk = text;
    text = '';
    if (chunk !== '' && !output.write(chunk)) await once(output, 'drain');
  };
  return {
    print: (value: unknown): void => {
      text += `${JSON.stringify(value)}\n`;
    },
    flush,
  };
};

/** One JSON for each line: decoder, fields and the rule that matched. */
export const runLines = async (
  ruleset: CompiledRuleset,
  input: Readable,
  output: Writable,
): Promise<LogtestOutcome> => {
  const errors = new Map<string, number>();
  const evaluate = session(ruleset, memoryWindows(), errors);
  const { print, flush } = printer(output);
  for await (const lines of linesOf(input)) {
    for (const line of lines) {
      const { decoder, fields, rule, errors: gaveUp } = evaluate(line);
      print({
        decoder: decoder.name ?? null,
        parent: decoder.parent ?? null,
        fields,
        rule: rule?.id ?? null,
        level: rule?.level ?? null,
        description: rule?.description ?? null,
        groups: rule?.groups ?? [],
        mitre: rule?.mitre ?? [],
        ...(gaveUp.length > 0 && { gave_up: gaveUp }),
      });
    }
    await flush();
  }
  return { errors, malformed: [] };
};

/** One JSON for each case: the outcome of its last line in a session of its own. */
export const runCases = async (
  ruleset: CompiledRuleset,
  input: Readable,
  output: Writable,
): Promise<LogtestOutcome> => {
  const errors = new Map<string, number>();
  const malformed: string[] = [];
  const { print, flush } = printer(output);
  let number = 0;
  for await (const lines of linesOf(input)) {
    for (const line of lines) {
      number++;
      if (line.trim() === '') continue;
      const parsed = parseCase(line);
      if (parsed === undefined) {
        malformed.push(`line ${number} of stdin is not of the form {"id":…,"logs":["…"]}`);
        continue;
      }
      const evaluate = session(ruleset, memoryWindows(), errors);
      const last = parsed.logs.map(evaluate).at(-1);
      print({
        id: parsed.id,
        decoder: last?.decoder.name ?? null,
        rule: last?.rule?.id ?? null,
        level: last?.rule?.level ?? null,
      });
    }
    await flush();
  }
  return { errors, malformed };
};

const parseCase = (line: string): z.infer<typeof Case> | undefined => {
  try {
    return Case.safeParse(JSON.parse(line.trim())).data;
  } catch {
    return undefined;
  }
};

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { memoryWindows } from '../../domain/detect/composite/windows.ts';
import { evaluateLine } from '../../domain/detect/evaluate.ts';
import type { CompiledRuleset } from '../../domain/detect/ruleset.ts';
import { canonicalLine } from '../../domain/normalize/canonical-line.ts';

/**
 * Lines as producers send them; `{n}` is the number of the repetition, from 0. `location`: where it is not the line that gives
 * the location but the source that is known to have sent it.
 */
const Line = z.strictObject({
  repeat: z.number().int().min(2).max(200).optional(),
  line: z.string().min(1),
  location: z.string().min(1).optional(),
});
const Sequence = z.array(Line).min(1);

/** `detections/samples/<rule id>.yaml`: the last line of `fires` gives the rule, that of `silent` does not. */
export const Sample = z.strictObject({ fires: Sequence, silent: Sequence });
export type Sample = z.infer<typeof Sample>;

export const readSample = (file: string): Sample => Sample.parse(parse(readFileSync(file, 'utf8')));

const linesOf = (sequence: Sample['fires']): { line: string; sentFrom: string | undefined }[] =>
  sequence.flatMap(({ repeat = 1, line, location }) =>
    Array.from({ length: repeat }, (_, index) => ({ line: line.replaceAll('{n}', String(index)), sentFrom: location })),
  );

/** The rules that a sequence of lines gives, a line a second, one rule id or `undefined` a line. */
export const rulesOf = (sequence: Sample['fires'], ruleset: CompiledRuleset): (string | undefined)[] => {
  const windows = memoryWindows();
  return linesOf(sequence).map(({ line, sentFrom }, index) => {
    const canonical = canonicalLine(line);
    if (canonical.kind === 'quarantine') throw new Error(`a line of the sample is unreadable: ${canonical.detail}`);
    const { log, parsed } = canonical;
    const location = sentFrom ?? canonical.location;
    const agent = { id: '000', name: 'sample' };
    return evaluateLine(ruleset, { log, location, agent, parsed, time: index * 1000, id: String(index) }, windows).rule
      ?.id;
  });
};

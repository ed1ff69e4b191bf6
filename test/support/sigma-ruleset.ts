import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeHasher } from '../../adapters/hashing.ts';
import { readRulesetFolder } from '../../adapters/ruleset-files.ts';
import { memoryWindows } from '../../domain/detect/composite/windows.ts';
import { evaluateLine } from '../../domain/detect/evaluate.ts';
import type { Evaluation } from '../../domain/detect/evaluation.ts';
import { compileRuleset, type RulesetFiles } from '../../domain/detect/ruleset.ts';
import { basesIn } from '../../domain/sigma/bases.ts';
import { type Import, importSigma, type SigmaFile } from '../../domain/sigma/import.ts';
import { lineOf } from './ruleset.ts';

const detections = path.join(fileURLToPath(new URL('../..', import.meta.url)), 'detections');

/** The project's decoders and base rules, without the rules that alert: they would be the outcome instead. */
export const silentRuleset = async (): Promise<RulesetFiles> => {
  const files = await readRulesetFolder(detections);
  if (!files.ok) throw new Error(files.error);
  const alerting = /<rule [^>]*level="(?!0")\d+"[^>]*>[\s\S]*?<\/rule>/g;
  return {
    ...files.value,
    rules: files.value.rules.map(({ name, text }) => ({ name, text: text.replaceAll(alerting, '') })),
  };
};

/** Imports Sigma files and loads the rules after those of the ruleset; lines come a second apart. */
export const importedInto = (base: RulesetFiles, files: readonly SigmaFile[]) => {
  const imported: Import = importSigma(files, {
    firstId: 200_000,
    basesOf: basesIn(compileRuleset(base, nodeHasher)),
    techniques: new Set(['T1059.001', 'T1059.005', 'T1490', 'T1547.001', 'T1078', 'T1098', 'T1190', 'T1059', 'T1110']),
    placeholders: new Map([['Administrators', ['adm-*', 'root']]]),
  });
  const rules = [...base.rules, { name: 'rules/9000-sigma.xml', text: imported.xml }];
  const ruleset = compileRuleset({ ...base, rules }, nodeHasher);
  const windows = memoryWindows();
  let count = 0;
  const evaluate = (log: string): Evaluation => {
    count++;
    return evaluateLine(ruleset, lineOf(log, { time: count * 1000, id: String(count) }), windows);
  };
  return { imported, ruleset, evaluate };
};

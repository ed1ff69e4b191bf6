import type { Detector } from '../../../../domain/detect/live/detector.ts';
import { compileRuleset, type RulesetFiles } from '../../../../domain/detect/ruleset.ts';
import { detecting, incidentsOf } from './detection.ts';
import { type Run, stagesNoticed } from './run.ts';

/** What is lost when a rule is taken away, over the runs to which it contributed. */
export type Ablation = {
  readonly rule: string;
  /** `<scenario>, <variant>: <stage>` that nothing else notices, with the number of seeds. */
  readonly stages_lost: Readonly<Record<string, number>>;
  /** `<scenario>, <variant>` that open no incident any more, with the number of seeds. */
  readonly attacks_lost: Readonly<Record<string, number>>;
};

/** The files without a rule; what builds upon it is skipped with it. */
export const withoutRule = (files: RulesetFiles, id: string): RulesetFiles => ({
  ...files,
  rules: files.rules.map((file) => ({
    ...file,
    text: file.text.replace(new RegExp(`<rule id="${id}"[^>]*>[\\s\\S]*?</rule>`), ''),
  })),
});

const bump = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

/** Takes each rule away that fired in an attack, and plays those runs again. Rules that nobody misses are left out. */
export const ablate = (runs: readonly Run[], files: RulesetFiles, detector: Detector): Ablation[] => {
  const attacks = runs.filter(({ truth }) => truth.verdict === 'attack');
  const rules = [...new Set(attacks.flatMap(({ alerts }) => alerts.map(({ rule }) => rule.id)))].toSorted();
  return rules.flatMap((rule) => {
    const ruleset = compileRuleset(withoutRule(files, rule), detector.context.hasher);
    const without: Detector = { ruleset, context: { ...detector.context, rulesetVersion: ruleset.version } };
    const stages_lost: Record<string, number> = {};
    const attacks_lost: Record<string, number> = {};
    for (const run of attacks.filter(({ alerts }) => alerts.some((alert) => alert.rule.id === rule))) {
      const where = `${run.truth.scenario}, ${run.truth.variant}`;
      const alerts = detecting(without)(run.events);
      const still = stagesNoticed(run, alerts);
      for (const stage of stagesNoticed(run, run.alerts))
        if (!still.has(stage)) bump(stages_lost, `${where}: ${stage}`);
      if (run.incidents.length > 0 && incidentsOf(alerts).length === 0) bump(attacks_lost, where);
    }
    return Object.keys(stages_lost).length + Object.keys(attacks_lost).length > 0
      ? [{ rule, stages_lost, attacks_lost }]
      : [];
  });
};

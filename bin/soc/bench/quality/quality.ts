import { join } from 'node:path';
import { readDetector } from '../../../../adapters/detector.ts';
import { readRulesetFolder } from '../../../../adapters/ruleset-files.ts';
import { clone } from '../../../../localstack/platform/folders.ts';
import { attackNames, twinNames, variantsOf } from '../../../../simulator/scenarios/catalogue.ts';
import { type Ablation, ablate } from './ablation.ts';
import { opens } from './detection.ts';
import { ordinaryShift } from './ordinary-shift.ts';
import { type RuleScore, scoreRules } from './rule-score.ts';
import { playAll, type Run } from './run.ts';
import { type AttackScore, rounded, scoreAttack, scoreTwin, type TwinScore } from './scenario-score.ts';

/** How good the rules are, on attacks that nobody tuned them to. */
export type Quality = {
  readonly seeds: readonly number[];
  readonly rules: { readonly loaded: number; readonly that_open_incidents: number; readonly fired: number };
  readonly attacks: readonly AttackScore[];
  readonly twins: readonly TwinScore[];
  readonly ordinary: {
    readonly hours: number;
    readonly events: number;
    readonly events_per_second: number;
    readonly entities: number;
    readonly incidents_per_shift: number;
    readonly incidents_per_1000_entities: number;
    readonly rules: readonly string[];
  };
  /** Incidents of attacks ÷ all incidents: of attacks, of benign twins and of the ordinary shift. */
  readonly incident_precision: number;
  readonly stage_recall: { readonly plain: number; readonly low_and_slow: number };
  readonly rule_precision: readonly RuleScore[];
  readonly ablation: readonly Ablation[];
  readonly seconds: number;
};

export type QualityOptions = {
  /** Seeds follow from it; no test uses them. */
  readonly seed: number;
  /** Banks that each scenario happens at. */
  readonly seeds: number;
  /** Events a second of the ordinary shift. */
  readonly rate: number;
};

const of = (runs: readonly Run[], name: string, variant: string): readonly Run[] =>
  runs.filter(({ truth }) => truth.scenario === name && truth.variant === variant);

const meanRecall = (attacks: readonly AttackScore[]): number =>
  rounded(attacks.reduce((sum, { stage_recall }) => sum + stage_recall, 0) / Math.max(1, attacks.length));

/** Plays all scenarios and a shift of ordinary traffic through the pipeline's own steps, in this process. */
export const measureQuality = async ({ seed, seeds: count, rate }: QualityOptions): Promise<Quality> => {
  const started = performance.now();
  const detector = await readDetector(clone);
  const files = await readRulesetFolder(join(clone, 'detections'));
  if (!files.ok) throw new Error(files.error);
  const seeds = Array.from({ length: count }, (_, index) => seed * 1000 + index);
  const runs = playAll(seeds, detector);
  const shift = ordinaryShift(detector, seed * 1000 + count, rate);
  const attacks = attackNames.flatMap((name) =>
    variantsOf(name).map((variant) => scoreAttack(name, variant, of(runs, name, variant))),
  );
  const rule_precision = scoreRules(runs, shift.alerts);
  const incidentsIn = (verdict: 'attack' | 'benign'): number =>
    runs.filter(({ truth }) => truth.verdict === verdict).reduce((sum, { incidents }) => sum + incidents.length, 0);
  const right = incidentsIn('attack');
  const all = right + incidentsIn('benign') + shift.incidents.length;
  const opening = [...detector.ruleset.rules.values()].filter(({ body }) => body.level >= 4);
  return {
    seeds,
    rules: { loaded: detector.ruleset.rules.size, that_open_incidents: opening.length, fired: rule_precision.length },
    attacks,
    twins: twinNames.map((name) => scoreTwin(name, of(runs, name, 'plain'))),
    ordinary: {
      hours: shift.hours,
      events: shift.events,
      events_per_second: shift.events_per_second,
      entities: shift.entities,
      incidents_per_shift: shift.incidents.length,
      incidents_per_1000_entities: rounded((shift.incidents.length * 1000) / shift.entities),
      rules: [...new Set(shift.alerts.filter(opens).map(({ rule }) => rule.id))].toSorted(),
    },
    incident_precision: rounded(all === 0 ? 0 : right / all),
    stage_recall: {
      plain: meanRecall(attacks.filter(({ variant }) => variant === 'plain')),
      low_and_slow: meanRecall(attacks.filter(({ variant }) => variant === 'low-and-slow')),
    },
    rule_precision,
    ablation: ablate(runs, files.value, detector),
    seconds: Math.round((performance.now() - started) / 1000),
  };
};

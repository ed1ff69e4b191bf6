import type { Alert } from '../../../../domain/model/alert.ts';
import { entityKey } from '../../../../domain/model/entity.ts';
import type { Variant } from '../../../../simulator/line.ts';
import { median } from '../measure.ts';
import { opens } from './detection.ts';
import { firingLine, type Run, stagesNoticed } from './run.ts';

/** How an attack fared over its seeds. Shares are 0 to 1. */
export type AttackScore = {
  readonly scenario: string;
  readonly variant: Variant;
  readonly seeds: number;
  /** Stages that alerts rest on ÷ stages. */
  readonly stage_recall: number;
  /** Of each stage, the share of seeds in which it was noticed. */
  readonly stages: Readonly<Record<string, number>>;
  /** Share of seeds in which an incident was opened. */
  readonly incident_recall: number;
  readonly incidents_per_attack: number;
  /** Entities of the incidents that are the attack's ÷ all of theirs. Absent where there was no incident. */
  readonly entity_precision?: number;
  /** Entities of the attack that its incidents name ÷ all of them. */
  readonly entity_recall: number;
  /** Event time from the first malicious line to the first alert, median, seconds. Absent where nothing was noticed. */
  readonly seconds_to_first_alert?: number;
  /** Of the attack's time, the share that had passed at the first alert, median. */
  readonly elapsed_at_first_alert?: number;
};

/** What a benign twin caused that nobody should have been bothered with, an average over the seeds. */
export type TwinScore = {
  readonly scenario: string;
  readonly seeds: number;
  readonly false_incidents: number;
  readonly rules: readonly string[];
};

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const rounded = (value: number): number => Number(value.toFixed(3));

const entitiesOf = (run: Run): ReadonlySet<string> =>
  new Set(run.incidents.flatMap(({ alerts }) => alerts.flatMap(({ entities }) => entities.map(entityKey))));

const firstAlert = (run: Run): Alert | undefined =>
  run.alerts
    .filter((alert) => opens(alert) && firingLine(run, alert)?.malicious)
    .toSorted((a, b) => a.timestamp.localeCompare(b.timestamp))[0];

const timesOf = (runs: readonly Run[]) =>
  runs.flatMap((run) => {
    const alert = firstAlert(run);
    if (!alert) return [];
    const from = Date.parse(run.truth.from);
    const elapsed = Date.parse(alert.timestamp) - from;
    return [
      { seconds: Math.max(0, elapsed / 1000), share: Math.max(0, share(elapsed, Date.parse(run.truth.to) - from)) },
    ];
  });

/** Scores the runs of one attack in one variant. */
export const scoreAttack = (scenario: string, variant: Variant, runs: readonly Run[]): AttackScore => {
  const noticed = runs.map((run) => stagesNoticed(run, run.alerts));
  const names = [...new Set(runs.flatMap(({ truth }) => truth.stages))];
  const stages = names.map((name) => {
    const having = runs.filter(({ truth }) => truth.stages.includes(name));
    return [name, rounded(share(having.filter((run) => noticed[runs.indexOf(run)]?.has(name)).length, having.length))];
  });
  const found = runs.map(entitiesOf);
  const known = runs.map(({ truth }) => new Set(truth.entities.map(entityKey)));
  const common = found.map((entities, index) => [...entities].filter((key) => known[index]?.has(key)).length);
  const named = found.reduce((sum, { size }) => sum + size, 0);
  const times = timesOf(runs);
  return {
    scenario,
    variant,
    seeds: runs.length,
    stage_recall: rounded(mean(runs.map(({ truth }, index) => share(noticed[index]?.size ?? 0, truth.stages.length)))),
    stages: Object.fromEntries(stages),
    incident_recall: rounded(share(runs.filter(({ incidents }) => incidents.length > 0).length, runs.length)),
    incidents_per_attack: rounded(mean(runs.map(({ incidents }) => incidents.length))),
    ...(named > 0 && { entity_precision: rounded(share(mean(common), mean(found.map(({ size }) => size)))) }),
    entity_recall: rounded(mean(common.map((count, index) => share(count, known[index]?.size ?? 0)))),
    ...(times.length > 0 && {
      seconds_to_first_alert: Math.round(median(times.map(({ seconds }) => seconds))),
      elapsed_at_first_alert: rounded(median(times.map((time) => time.share))),
    }),
  };
};

/** Scores the runs of one benign twin: every incident is one too many. */
export const scoreTwin = (scenario: string, runs: readonly Run[]): TwinScore => ({
  scenario,
  seeds: runs.length,
  false_incidents: rounded(mean(runs.map(({ incidents }) => incidents.length))),
  rules: [...new Set(runs.flatMap(({ alerts }) => alerts.filter(opens).map(({ rule }) => rule.id)))].toSorted(),
});

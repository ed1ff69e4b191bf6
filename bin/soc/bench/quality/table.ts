import type { Ablation } from './ablation.ts';
import type { Quality } from './quality.ts';
import type { AttackScore } from './scenario-score.ts';

const percent = (value: number): string => `${Math.round(value * 100)} %`;

const duration = (seconds: number | undefined): string => {
  if (seconds === undefined) return 'never';
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
};

const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const missedOf = ({ stages }: AttackScore): string =>
  Object.entries(stages)
    .filter(([, noticed]) => noticed < 1)
    .map(([stage, noticed]) => (noticed === 0 ? stage : `${stage} (${percent(noticed)})`))
    .join(', ');

const attackRow = (score: AttackScore): string[] => [
  score.scenario,
  score.variant,
  percent(score.incident_recall),
  percent(score.stage_recall),
  duration(score.seconds_to_first_alert),
  score.elapsed_at_first_alert === undefined ? '-' : percent(score.elapsed_at_first_alert),
  score.incidents_per_attack.toFixed(1),
  score.entity_precision === undefined ? '-' : percent(score.entity_precision),
  percent(score.entity_recall),
  missedOf(score),
];

const lossOf = ({ rule, attacks_lost, stages_lost }: Ablation): string[] => [
  rule,
  Object.keys(attacks_lost).join('; ') || '-',
  Object.keys(stages_lost).join('; '),
];

/** The figures for a reader. */
export const qualityLines = (quality: Quality): readonly string[] => {
  const { ordinary, rules } = quality;
  const wrong = quality.rule_precision.filter(({ precision }) => precision < 1);
  return [
    `detection: ${rules.loaded} rules, ${rules.that_open_incidents} of them open incidents, ${rules.fired} of those fired; ${quality.seeds.length} seeds from ${quality.seeds[0]}; ${quality.seconds} s`,
    `stages noticed: ${percent(quality.stage_recall.plain)} plain, ${percent(quality.stage_recall.low_and_slow)} low and slow; incidents that are attacks: ${percent(quality.incident_precision)}`,
    `ordinary shift of ${ordinary.hours} h at ${ordinary.events_per_second} events/s: ${ordinary.incidents_per_shift} incidents, ${ordinary.incidents_per_1000_entities} per 1,000 of ${ordinary.entities} entities${ordinary.rules.length > 0 ? ` (rules ${ordinary.rules.join(', ')})` : ''}`,
    '',
    ...columns([
      [
        'attack',
        'variant',
        'incident',
        'stages',
        'first alert',
        'elapsed',
        'incidents',
        'entities right',
        'found',
        'stages missed',
      ],
      ...quality.attacks.map(attackRow),
    ]),
    '',
    ...columns([
      ['benign twin', 'false incidents', 'rules'],
      ...quality.twins.map(({ scenario, false_incidents, rules: ids }) => [
        scenario,
        false_incidents.toFixed(1),
        ids.join(', '),
      ]),
    ]),
    '',
    `rules right on every alert: ${quality.rule_precision.length - wrong.length} of ${quality.rule_precision.length}`,
    ...columns([
      ['rule', 'level', 'precision', 'alerts', 'description'],
      ...wrong.map(({ rule, level, precision, alerts, description }) => [
        rule,
        String(level),
        percent(precision),
        String(alerts),
        description.slice(0, 90),
      ]),
    ]),
    '',
    ...columns([['without rule', 'attacks lost', 'stages lost'], ...quality.ablation.map(lossOf)]),
  ];
};

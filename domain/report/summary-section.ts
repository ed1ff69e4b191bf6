import type { Block, Section } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { quarantinedOf } from './source-volumes.ts';
import { troublesOf } from './troubles.ts';
import { BANDS, capitalized, clockTime, counted, dayInWords, duration, listed, number, percent } from './words.ts';

const POLICIES = {
  shadow: 'The policy is “shadow”: Watchkeep records what it would have done and does nothing by itself.',
  human: 'The policy is “human”: no action is executed before a person has approved the plan.',
  matrix:
    'The policy is “matrix”: plans for low and medium incidents wait for a person; those for high and critical ones are executed at once and people are told.',
} as const;

const openedOf = ({ incidents }: ReportFigures, band?: string): number =>
  incidents.statuses.reduce((sum, row) => (band === undefined || row.band === band ? sum + row.count : sum), 0);

const compared = (opened: number, before: number, isWhole: boolean): string => {
  const span = isWhole ? 'the day before' : 'the same length of time before';
  if (opened === 0 && before === 0) return `and none ${isWhole ? span : 'in the time before'}`;
  if (opened === before) return `as many as ${span}`;
  return `${number(Math.abs(opened - before))} ${opened > before ? 'more' : 'fewer'} than ${span}`;
};

const incidentSentence = (figures: ReportFigures): string => {
  const { period, incidents, tenant } = figures;
  const opened = openedOf(figures);
  const when = period.isWhole
    ? `on ${dayInWords(period.from)}`
    : `on ${dayInWords(period.from)} until ${clockTime(period.to)} UTC`;
  const bands = BANDS.map((band) => ({ band, count: openedOf(figures, band) })).filter(({ count }) => count > 0);
  const split = listed(bands.map(({ band, count }) => `${number(count)} ${band.toLowerCase()}`));
  const sum = `${capitalized(counted(opened, 'incident'))} ${opened === 1 ? 'was' : 'were'} opened for ${tenant.name} ${when}`;
  return `${sum}, ${compared(opened, incidents.openedBefore, period.isWhole)}${split ? `: ${split}` : ''}.`;
};

const actionSentence = ({ response, incidents }: ReportFigures): string => {
  const { verified = 0, failed = 0, rolled_back = 0, shadowed = 0 } = response.actions;
  const isIdle = verified + failed + rolled_back + shadowed === 0;
  const done = [
    `${counted(verified, 'response action')} ${verified === 1 ? 'was' : 'were'} executed and verified`,
    ...(rolled_back > 0 ? [`${number(rolled_back)} rolled back`] : []),
    ...(shadowed > 0 ? [`${number(shadowed)} recorded without being done`] : []),
    failed > 0 ? `${number(failed)} failed` : 'none failed',
  ];
  const waiting = incidents.waitingPlans;
  const waits = `${capitalized(counted(waiting, 'plan'))} ${waiting === 1 ? 'waits' : 'wait'} for a decision.`;
  return `${isIdle ? 'No response actions were executed' : capitalized(listed(done))}. ${waits}`;
};

const volumeSentence = ({ counters, sources }: ReportFigures): string => {
  if (counters.archived === 0) return 'No log lines came in.';
  const quarantined = sources.reduce((sum, source) => sum + quarantinedOf(source), 0);
  const active = sources.filter(({ lines }) => lines > 0).length;
  return (
    `${capitalized(counted(counters.archived, 'log line'))} from ${counted(active, 'source')} ` +
    `${counters.archived === 1 ? 'was' : 'were'} archived unchanged; ` +
    `${number(quarantined)} (${percent(quarantined, counters.archived)}) could not be read and were set aside.`
  );
};

const timing = (seconds: number | undefined): string => (seconds === undefined ? '–' : duration(seconds));

const keyFigures = (figures: ReportFigures): Block => {
  const { response, incidents } = figures;
  const grave = openedOf(figures, 'CRITICAL') + openedOf(figures, 'HIGH');
  return {
    kind: 'figures',
    items: [
      { label: 'Incidents', value: number(openedOf(figures)), note: `${number(grave)} high or critical` },
      {
        label: 'Actions verified',
        value: number(response.actions.verified ?? 0),
        note: `${number(response.actions.failed ?? 0)} failed`,
      },
      {
        label: 'Awaiting approval',
        value: number(incidents.waitingPlans),
        note: incidents.waitingPlans === 1 ? 'plan, now' : 'plans, now',
      },
      {
        label: 'Mean time to respond',
        value: timing(response.secondsToResponse.mean),
        note: `over ${counted(response.secondsToResponse.count, 'incident')}`,
      },
    ],
  };
};

/** What an executive reads if nothing else. */
export const summarySection = (figures: ReportFigures): Section => {
  const killSwitch = figures.policy.killSwitch
    ? [{ kind: 'notice', tone: 'critical', text: 'The kill switch is engaged: nothing is executed.' } as const]
    : [];
  return {
    id: 'summary',
    title: 'Summary',
    blocks: [
      keyFigures(figures),
      { kind: 'paragraph', text: incidentSentence(figures) },
      { kind: 'paragraph', text: actionSentence(figures) },
      { kind: 'paragraph', text: volumeSentence(figures) },
      { kind: 'paragraph', text: POLICIES[figures.policy.mode] },
      ...killSwitch,
      ...troublesOf(figures),
    ],
  };
};

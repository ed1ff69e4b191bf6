import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StepName } from '../lambda/step-entry.ts';
import type { Alarms } from './alarms.ts';

const MINUTE = Duration.minutes(1);

/** What stops while a step fails; what waits while it is behind; what is missing once it gave up. */
export const STEP_IMPACTS = {
  archive: {
    fails: 'New lines are not archived; the stream keeps them until its retention ends.',
    behind: 'Lines wait to be archived, and the stream forgets them when its retention ends.',
    dead: 'Lines left the stream without reaching the archive.',
  },
  normalize: {
    fails: 'New lines do not become events, so nothing is detected in them.',
    behind: 'Events, alerts and incidents appear late.',
    dead: 'Lines are in the archive but did not become events.',
  },
  detect: {
    fails: 'Events are stored but no rule sees them.',
    behind: 'Alerts and incidents appear late.',
    dead: 'Packs of events were not evaluated by the rules.',
  },
  'detect-incidents': {
    fails: 'Alerts are not grouped into incidents; nobody is told of an attack.',
    behind: 'Alerts wait in the queue, so incidents appear late.',
    dead: 'Alerts are in no incident, and their entity waits no longer for them.',
  },
  hunt: {
    fails: 'Hunts over the archive and previews of rule changes stop; detection goes on.',
    behind: 'Hunts over the archive and previews of rule changes start late.',
    dead: 'A hunt was given up after its retries; whoever asked for it sees it as failed.',
  },
  index: {
    fails: 'Search and dashboards lack new events; the stores themselves are complete.',
    behind: 'Search and dashboards show old data.',
    dead: 'Search lacks some events and alerts until it is rebuilt.',
  },
  sweep: {
    fails: 'What a crash left half done stays so, and the outbox is not emptied.',
    behind: 'What a crash left half done stays so, and the outbox is not emptied.',
    dead: 'Runs of the sweep were skipped.',
  },
  watch: {
    fails: 'Nobody is told when a source falls silent or its lines cannot be read.',
    behind: 'Nobody is told when a source falls silent or its lines cannot be read.',
    dead: 'Runs of the watch over sources were skipped.',
  },
  score: { fails: 'Incidents get no score, so nothing is planned or done against them.', behind: '', dead: '' },
  enrich: { fails: 'Incidents are not enriched, so nothing is planned or done against them.', behind: '', dead: '' },
  plan: { fails: 'Incidents get no plan, so there is nothing to approve.', behind: '', dead: '' },
  approve: { fails: 'Plans wait for no one: approvals are neither asked for nor taken.', behind: '', dead: '' },
  respond: { fails: 'Approved actions are not executed; attackers are not blocked.', behind: '', dead: '' },
  report: {
    fails: 'Tenants get no report of the day.',
    behind: 'Tenants get no report of the day.',
    dead: 'A daily report was given up after its retries.',
  },
  collect: { fails: 'Sources that send by HTTP get errors and must retry.', behind: '', dead: '' },
  'pull-s3': {
    fails: 'New objects of the buckets that are watched are not read; their notices wait in the queue.',
    behind: 'Lines of the buckets that are watched appear late.',
    dead: 'An object of a bucket was given up: its lines are missing.',
  },
  'pull-api': {
    fails: 'Records of a product that is asked by its API do not arrive; they are asked for again.',
    behind: '',
    dead: 'A product was not asked for its records at the time; the next run does it.',
  },
  serve: { fails: 'Portal, Grafana and analysts get errors.', behind: '', dead: '' },
  migrate: { fails: '', behind: '', dead: '' },
} as const satisfies Record<StepName, { fails: string; behind: string; dead: string }>;

/** `detect-incidents` → `Detect-incidents`, as in the runbook's headings. */
export function titleOf(step: string): string {
  return step.charAt(0).toUpperCase() + step.slice(1);
}

/** Three minutes with an error each: a single one is retried and heals. */
export function alarmOnErrors(alarms: Alarms, scope: Construct, step: StepName, lambda: IFunction): void {
  alarms.add(scope, 'Fails', {
    metric: lambda.metricErrors({ period: MINUTE, statistic: Stats.SUM }),
    threshold: 1,
    periods: 3,
    impact: STEP_IMPACTS[step].fails,
    runbook: `${titleOf(step)} fails`,
  });
}

/** Age of the oldest record that the step has not dealt with. */
export function alarmOnAge(alarms: Alarms, scope: Construct, step: StepName, lambda: IFunction, limit: Duration): void {
  alarms.add(scope, 'IsBehind', {
    metric: lambda.metric('IteratorAge', { period: MINUTE, statistic: Stats.MAXIMUM }),
    threshold: limit.toMilliseconds(),
    periods: 3,
    impact: STEP_IMPACTS[step].behind,
    runbook: `${titleOf(step)} is behind`,
  });
}

/** One message is one too many. */
export function alarmOnDeadLetters(alarms: Alarms, scope: Construct, step: StepName, queue: Queue): void {
  alarms.add(scope, 'GaveUp', {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: Stats.MAXIMUM }),
    threshold: 1,
    impact: STEP_IMPACTS[step].dead,
    runbook: `${titleOf(step)} gave up on records`,
  });
}

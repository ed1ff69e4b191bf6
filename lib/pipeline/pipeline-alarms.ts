import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import type { Alarms } from '../alarm/alarms.ts';
import { alarmOnAge, alarmOnDeadLetters, alarmOnErrors, STEP_IMPACTS } from '../alarm/step-alarms.ts';
import type { StepName } from '../lambda/step-entry.ts';
import type { AlertQueue } from './alert-queue.ts';
import type { PipelineStep } from './step.ts';

/** The stack as its alarms see it. */
type Pipeline = Construct & { readonly stream: Stream; readonly alerts: AlertQueue };

const FIVE_MINUTES = Duration.minutes(5);

// The archive may lag longest: nobody waits for it. It must never come near the stream's retention.
const AGE_LIMITS: Partial<Record<StepName, Duration>> = {
  archive: Duration.minutes(15),
  normalize: Duration.minutes(2),
  detect: Duration.minutes(2),
  index: Duration.minutes(5),
};

/** Alarms of the steps, the stream and the queue. */
export function pipelineAlarms(stack: Pipeline, alarms: Alarms, steps: readonly PipelineStep[]): void {
  for (const { step, dead } of steps) {
    alarmOnErrors(alarms, step, step.step, step.function);
    const limit = AGE_LIMITS[step.step];
    if (limit !== undefined) alarmOnAge(alarms, step, step.step, step.function, limit);
    if (dead !== undefined) alarmOnDeadLetters(alarms, step, step.step, dead);
    if (step.step === 'sweep') alarmOnSilence(alarms, step, STEP_IMPACTS.sweep.behind, 'Sweep does not run');
    if (step.step === 'watch') alarmOnSilence(alarms, step, STEP_IMPACTS.watch.behind, 'Watch does not run');
  }
  quarantineAlarm(stack, alarms);
  refusalAlarms(stack, alarms);
  throttleAlarm(stack, alarms, steps);
  alarms.add(stack, 'StreamRefuses', {
    metric: stack.stream.metric('WriteProvisionedThroughputExceeded', { period: FIVE_MINUTES, statistic: Stats.SUM }),
    threshold: 1,
    periods: 2,
    impact: 'The stream takes fewer records than sources send; edge and collect hold them back.',
    runbook: 'The stream refuses records',
  });
  alarms.add(stack.alerts, 'Waits', {
    metric: stack.alerts.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: Stats.MAXIMUM }),
    threshold: Duration.minutes(5).toSeconds(),
    impact: STEP_IMPACTS['detect-incidents'].behind,
    runbook: 'Detect-incidents is behind',
  });
}

function alarmOnSilence(alarms: Alarms, step: PipelineStep['step'], impact: string, runbook: string): void {
  alarms.add(step, 'DoesNotRun', {
    metric: step.function.metricInvocations({ period: FIVE_MINUTES, statistic: Stats.SUM }),
    threshold: 1,
    below: true,
    missingIsBad: true,
    impact,
    runbook,
  });
}

/** Content that a step refuses to work with: it goes on with the last that was good. */
const REFUSALS = [
  {
    id: 'ParserRefused',
    metricName: 'parsers_refused',
    service: 'normalize',
    impact:
      'A parser file does not work: lines of its source keep the fields of its last good version, or only common ones.',
    runbook: 'A parser was refused',
  },
  {
    id: 'RulesetRefused',
    metricName: 'rulesets_refused',
    service: 'detect',
    impact: 'A published ruleset does not work or is not ours: detection goes on with the rules before it.',
    runbook: 'A ruleset was refused',
  },
] as const;

function refusalAlarms(stack: Pipeline, alarms: Alarms): void {
  for (const { id, metricName, service, impact, runbook } of REFUSALS) {
    alarms.add(stack, id, {
      metric: new Metric({
        namespace: 'Watchkeep',
        metricName,
        dimensionsMap: { service },
        period: FIVE_MINUTES,
        statistic: Stats.SUM,
      }),
      threshold: 1,
      impact,
      runbook,
    });
  }
}

/** Share of lines that could not be read, in percent; under 100 lines a share says nothing. */
function quarantineAlarm(stack: Pipeline, alarms: Alarms): void {
  const count = (metricName: string) =>
    new Metric({
      namespace: 'Watchkeep',
      metricName,
      dimensionsMap: { service: 'normalize' },
      period: FIVE_MINUTES,
      statistic: Stats.SUM,
    });
  alarms.add(stack, 'QuarantineRate', {
    metric: new MathExpression({
      expression: 'IF(normalized + quarantined >= 100, 100 * quarantined / (normalized + quarantined), 0)',
      usingMetrics: { normalized: count('normalized'), quarantined: count('quarantined') },
      label: 'quarantined lines in percent',
      period: FIVE_MINUTES,
    }),
    threshold: 5,
    periods: 3,
    impact: 'More than one line in twenty is set aside unread: a source changed its format, or somebody floods it.',
    runbook: 'Too many lines in quarantine',
  });
}

function throttleAlarm(stack: Pipeline, alarms: Alarms, steps: readonly PipelineStep[]): void {
  const throttles = steps.map(({ step }, index) => [`t${index}`, step.function.metricThrottles()] as const);
  alarms.add(stack, 'Throttled', {
    metric: new MathExpression({
      expression: throttles.map(([name]) => name).join(' + '),
      usingMetrics: Object.fromEntries(throttles),
      label: 'throttled invocations',
      period: FIVE_MINUTES,
    }),
    threshold: 1,
    periods: 3,
    impact: 'Steps wait for Lambda capacity, so events, alerts and incidents appear late.',
    runbook: 'Lambdas are throttled',
  });
}

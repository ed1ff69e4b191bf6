import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Collectors } from '../../domain/collect/pull/collectors.ts';
import { alarmOnDeadLetters, alarmOnErrors, STEP_IMPACTS } from '../alarm/step-alarms.ts';
import type { PipelineStack } from '../pipeline/pipeline-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import { pullApiStep } from './pull-api-step.ts';
import { pullS3Step } from './pull-s3-step.ts';

export type PullStackParts = {
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
  readonly collectors: Collectors;
};

/** Fetches what others do not send: objects of buckets, pages of APIs, as `collectors/*.yaml` says. */
export class PullStack extends StageStack {
  constructor(scope: Construct, { storage, pipeline, collectors }: PullStackParts, props: StageStackProps) {
    super(scope, 'pull', 'Watchkeep: pull collectors', props);
    const parts = { storage, stream: pipeline.stream };
    if (collectors.buckets.length > 0) this.#buckets(parts, pipeline, collectors);
    if (collectors.polls.length === 0) return;
    const { step, dead } = pullApiStep(this, parts, collectors.polls);
    alarmOnErrors(pipeline.alarms, step, step.step, step.function);
    alarmOnDeadLetters(pipeline.alarms, step, step.step, dead);
  }

  #buckets(parts: Parameters<typeof pullS3Step>[1], { alarms }: PipelineStack, { buckets }: Collectors): void {
    const { step, objects } = pullS3Step(this, parts, buckets);
    const period = Duration.minutes(5);
    alarmOnErrors(alarms, step, step.step, step.function);
    alarmOnDeadLetters(alarms, step, step.step, objects.dead);
    alarms.add(step, 'IsBehind', {
      metric: objects.queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(30).toSeconds(),
      impact: STEP_IMPACTS['pull-s3'].behind,
      runbook: 'Pull-s3 is behind',
    });
    alarms.add(step, 'RefusesObjects', {
      metric: new Metric({
        namespace: 'Watchkeep',
        metricName: 'objects_refused',
        dimensionsMap: { service: 'pull-s3' },
        period,
        statistic: Stats.SUM,
      }),
      threshold: 1,
      impact: 'An object of a bucket was set aside unread: its lines are missing.',
      runbook: 'An object was refused',
    });
  }
}

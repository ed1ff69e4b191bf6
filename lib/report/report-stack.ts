import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { alarmOnDeadLetters, alarmOnErrors } from '../alarm/step-alarms.ts';
import { Scheduled } from '../lambda/scheduled.ts';
import type { NetworkStack } from '../network/network-stack.ts';
import { deadLetters } from '../pipeline/dead-letters.ts';
import type { PipelineStack } from '../pipeline/pipeline-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import { reportStep } from './report-step.ts';

export type ReportStackParts = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
};

/** The daily report of each tenant, shortly after the day has ended (UTC). A report that is there is not made again. */
export class ReportStack extends StageStack {
  constructor(scope: Construct, { network, storage, pipeline }: ReportStackParts, props: StageStackProps) {
    super(scope, 'report', 'Watchkeep: scheduled reports', props);
    const step = reportStep(this, { network, storage });
    const dead = deadLetters(step, 'Dead', storage.keys.data);
    new Scheduled(step, 'EachDay', {
      dead,
      description: 'each day',
      expression: 'cron(20 0 * * ? *)',
      retryPolicy: { maximumEventAgeInSeconds: Duration.hours(12).toSeconds(), maximumRetryAttempts: 10 },
    });
    new CfnOutput(this, 'ReportDeadLetterQueueUrl', { value: dead.queueUrl });
    alarmOnErrors(pipeline.alarms, step, step.step, step.function);
    alarmOnDeadLetters(pipeline.alarms, step, step.step, dead);
  }
}

import { CfnOutput } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageStack } from '../stage-stack.ts';

export type AlarmProps = {
  readonly metric: IMetric;
  /** What is broken for whom while this alarm stands: one sentence. */
  readonly impact: string;
  /** Heading in docs/runbook.md. */
  readonly runbook: string;
  readonly threshold: number;
  /** Default: at or above the threshold. */
  readonly below?: boolean;
  readonly periods?: number;
  /** Default: silence is fine. */
  readonly missingIsBad?: boolean;
};

/** `Archive is behind` → `archive-is-behind`, as the anchor of the heading. */
export function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** The alarms of a stack, all to one topic; each names its impact and its heading in the runbook. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(stack: StageStack, key: IKey) {
    super(stack, 'Alarms');
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    const { alarmEmail } = stack.config;
    if (alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(alarmEmail));
    new CfnOutput(stack, 'AlarmTopicArn', { value: this.topic.topicArn });
  }

  /** `scope` decides the stack of the alarm. */
  add(scope: Construct, id: string, props: AlarmProps): Alarm {
    const alarm = new Alarm(scope, `Alarm${id}`, {
      alarmDescription: `${props.impact} Runbook: docs/runbook.md#${anchorOf(props.runbook)} (${props.runbook})`,
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: props.missingIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    return alarm;
  }
}

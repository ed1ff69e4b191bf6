import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StepLambda } from './step-lambda.ts';

export type ScheduledProps = {
  /** Where runs go that were given up. */
  readonly dead: Queue;
  /** `each minute` */
  readonly description: string;
  /** In UTC. */
  readonly expression: string;
  /** JSON that the step gets instead of the schedule's own event. */
  readonly input?: string;
  readonly retryPolicy: CfnSchedule.RetryPolicyProperty;
};

/** EventBridge Scheduler invokes a step. */
export class Scheduled extends Construct {
  constructor(step: StepLambda, id: string, { dead, description, expression, input, retryPolicy }: ScheduledProps) {
    super(step, id);
    const { account } = step.function.stack;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    const allow = (action: string, resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    allow('lambda:InvokeFunction', step.function.functionArn);
    allow('sqs:SendMessage', dead.queueArn);
    if (dead.encryptionMasterKey !== undefined) {
      allow('kms:Decrypt', dead.encryptionMasterKey.keyArn);
      allow('kms:GenerateDataKey', dead.encryptionMasterKey.keyArn);
    }
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: `Watchkeep: ${step.step} ${description}`,
      scheduleExpression: expression,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: step.function.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: dead.queueArn },
        retryPolicy,
        ...(input === undefined ? {} : { input }),
      },
    });
    schedule.node.addDependency(role);
  }
}

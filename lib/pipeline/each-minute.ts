import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StepLambda } from '../lambda/step-lambda.ts';

/** Invokes a step each minute. A minute that failed is not repeated: the next one does the same work. */
export class EachMinute extends Construct {
  constructor(step: StepLambda, dead: Queue) {
    super(step, 'EachMinute');
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
      description: `Watchkeep: ${step.step} each minute`,
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: step.function.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: dead.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
      },
    });
    schedule.node.addDependency(role);
  }
}

import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';

/**
 * The timer of detect: messages that come back to it after a second, for what it holds then. A try that died is followed by
 * a message that it sent before it began, so messages that failed need not come again soon.
 */
export function releaseQueue(stack: StageStack, step: StepLambda, key: IKey, dead: Queue): Queue {
  const queue = new Queue(step, 'Release', {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(120),
    retentionPeriod: Duration.days(1),
    deadLetterQueue: { queue: dead, maxReceiveCount: 10 },
  });
  step.function.addEventSource(new SqsEventSource(queue, { batchSize: 10, maxConcurrency: 2 }));
  step.function.addEnvironment('RELEASE_QUEUE_URL', queue.queueUrl);
  step.allow(['sqs:SendMessage'], [queue.queueArn]);
  new CfnOutput(stack, 'ReleaseQueueUrl', { value: queue.queueUrl });
  return queue;
}

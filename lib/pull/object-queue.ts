import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetters } from '../pipeline/dead-letters.ts';
import type { StageStack } from '../stage-stack.ts';

/** How often a message is tried before it is a dead letter. */
const ATTEMPTS = 10;

/** Where buckets tell of new objects: only those that a collector names, and under a key that S3 may use for them alone. */
export class ObjectQueue extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;
  readonly key: Key;

  /** `timeout` of the reader: a message stays hidden six times as long. */
  constructor(stack: StageStack, buckets: readonly string[], timeout: Duration) {
    super(stack, 'ObjectQueue');
    this.key = new Key(this, 'Key', {
      description: 'Watchkeep: notices of new objects',
      enableKeyRotation: true,
      removalPolicy: stack.removalPolicy,
    });
    this.dead = deadLetters(this, 'Dead', this.key);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: this.key,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: ATTEMPTS },
    });
    const { partition } = Stack.of(this);
    const conditions = {
      ArnEquals: { 'aws:SourceArn': [...new Set(buckets)].map((bucket) => `arn:${partition}:s3:::${bucket}`) },
    };
    const principals = [new ServicePrincipal('s3.amazonaws.com')];
    const allow = { effect: Effect.ALLOW, principals, conditions };
    this.queue.addToResourcePolicy(
      new PolicyStatement({ ...allow, actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({ ...allow, actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'] }),
    );
    new CfnOutput(stack, 'PullQueueArn', { value: this.queue.queueArn });
    new CfnOutput(stack, 'PullDeadLetterQueueUrl', { value: this.dead.queueUrl });
  }
}

import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';

/** Alerts on their way to incidents: in order by tenant and first entity (the message group). */
export class AlertQueue extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(stack: StageStack, key: IKey) {
    super(stack, 'AlertQueue');
    this.dead = deadLetters(this, 'Dead', key, true);
    this.queue = new Queue(this, 'Queue', {
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      // Six times the timeout of detect-incidents, as Lambda asks.
      visibilityTimeout: Duration.seconds(360),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 10 },
    });
    new CfnOutput(stack, 'AlertQueueUrl', { value: this.queue.queueUrl });
    new CfnOutput(stack, 'AlertDeadLetterQueueUrl', { value: this.dead.queueUrl });
  }
}

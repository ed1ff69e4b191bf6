import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';

/** Parts of hunts: one at a time within a tenant (the message group), the same part once. */
export class HuntQueue extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(stack: StageStack, key: IKey) {
    super(stack, 'HuntQueue');
    this.dead = deadLetters(this, 'Dead', key, true);
    this.queue = new Queue(this, 'Queue', {
      fifo: true,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      // Six times the timeout of hunt, as Lambda asks.
      visibilityTimeout: Duration.minutes(30),
      retentionPeriod: Duration.days(4),
      // lambdas/hunt/handler.ts ends a hunt at its last try.
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 3 },
    });
  }
}

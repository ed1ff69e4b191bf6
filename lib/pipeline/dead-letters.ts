import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** A queue for what a step could not do: kept 14 days, the longest there is. */
export function deadLetters(scope: Construct, id: string, key: IKey, fifo = false): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    ...(fifo ? { fifo: true } : {}),
  });
  acknowledge(queue, { 'AwsSolutions-SQS3': 'This is itself the dead-letter queue.' });
  return queue;
}

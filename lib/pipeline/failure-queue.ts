import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { DlqDestinationConfig, IEventSourceDlq, IEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

/** A queue as the destination of failed batches, with the grants that sending needs and no others. */
export class FailureQueue implements IEventSourceDlq {
  readonly #queue: Queue;

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  bind(_mapping: IEventSourceMapping, reader: IFunction): DlqDestinationConfig {
    const { queueArn, encryptionMasterKey } = this.#queue;
    reader.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }));
    if (encryptionMasterKey !== undefined) {
      const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
      reader.addToRolePolicy(new PolicyStatement({ actions, resources: [encryptionMasterKey.keyArn] }));
    }
    return { destination: queueArn };
  }
}

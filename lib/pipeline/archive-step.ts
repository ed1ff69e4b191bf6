import { CfnOutput, Duration } from 'aws-cdk-lib';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { allowObjects, allowTable } from '../lambda/grants.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';
import { FailureQueue } from './failure-queue.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';

/**
 * Whole batches, retried until the stream forgets them: a partial answer or a bisected batch would make other objects
 * of the same lines. An alarm on age rings long before.
 */
export function archiveStep(stack: StageStack, { storage, stream }: PipelineParts): PipelineStep {
  const { keys, buckets, table } = storage;
  const step = new StepLambda(stack, {
    step: 'archive',
    key: keys.data,
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    environment: { TABLE_NAME: table.tableName, STREAM_NAME: stream.streamName, RAW_BUCKET: buckets.raw.bucketName },
  });
  allowTable(step, storage, ['GetItem', 'PutItem', 'Query']);
  allowObjects(step, storage, 'logs/*', ['GetObject', 'PutObject']);
  const dead = deadLetters(step, 'Dead', keys.data);
  step.function.addEventSource(
    new KinesisEventSource(stream, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 1000,
      maxBatchingWindow: Duration.seconds(stack.config.archiveWindowSeconds),
      bisectBatchOnError: false,
      retryAttempts: -1,
      onFailure: new FailureQueue(dead),
    }),
  );
  new CfnOutput(stack, 'ArchiveDeadLetterQueueUrl', { value: dead.queueUrl });
  return { step, dead };
}

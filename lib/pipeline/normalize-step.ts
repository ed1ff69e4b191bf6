import { CfnOutput, Duration } from 'aws-cdk-lib';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { allowKey, allowTable } from '../lambda/grants.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';
import { FailureQueue } from './failure-queue.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';

/** One invocation a shard at a time: its watermark a shard and tenant rests on that. */
export function normalizeStep(stack: StageStack, { storage, stream }: PipelineParts): PipelineStep {
  const { keys, table } = storage;
  const step = new StepLambda(stack, {
    step: 'normalize',
    key: keys.data,
    memoryMegabytes: 1769,
    timeoutSeconds: 60,
    environment: { TABLE_NAME: table.tableName, STREAM_NAME: stream.streamName, DATA_KEY_ID: keys.signing.keyId },
    files: ['detections/parsers'],
  });
  allowTable(step, storage, ['BatchWriteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem']);
  allowKey(step, keys.signing, ['Decrypt', 'GenerateDataKey']);
  const dead = deadLetters(step, 'Dead', keys.data);
  step.function.addEventSource(
    new KinesisEventSource(stream, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 500,
      maxBatchingWindow: Duration.seconds(0),
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      retryAttempts: 50,
      onFailure: new FailureQueue(dead),
    }),
  );
  new CfnOutput(stack, 'NormalizeDeadLetterQueueUrl', { value: dead.queueUrl });
  return { step, dead };
}

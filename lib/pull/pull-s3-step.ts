import { Duration, Stack } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { BucketCollector } from '../../domain/collect/pull/collector.ts';
import { acknowledge } from '../acknowledge.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { ObjectQueue } from './object-queue.ts';
import { allowStream, type PullParts } from './pull-parts.ts';

const TIMEOUT = Duration.minutes(5);
/** An object unpacks to 128 MiB, of which there are some copies at once. */
const MEMORY_MEGABYTES = 1769;

/** Reads the objects that buckets tell of: those under the prefixes of the collectors and no others. */
export function pullS3Step(
  stack: StageStack,
  parts: PullParts,
  buckets: readonly BucketCollector[],
): { step: StepLambda; objects: ObjectQueue } {
  const { storage, stream } = parts;
  const objects = new ObjectQueue(
    stack,
    buckets.map(({ bucket }) => bucket),
    TIMEOUT,
  );
  const step = new StepLambda(stack, {
    step: 'pull-s3',
    key: storage.keys.data,
    memoryMegabytes: MEMORY_MEGABYTES,
    timeoutSeconds: TIMEOUT.toSeconds(),
    environment: { TABLE_NAME: storage.table.tableName, STREAM_NAME: stream.streamName },
    files: ['collectors'],
  });
  allowStream(step, parts);
  const { partition } = Stack.of(step);
  for (const { bucket, prefix, key_arn } of buckets) {
    const below = `arn:${partition}:s3:::${bucket}/${prefix}*`;
    step.allow(['s3:GetObject'], [below]);
    acknowledge(step.role, {
      [`AwsSolutions-IAM5[Resource::${below}]`]:
        'A collector names bucket and prefix; the names of the objects under it nobody knows beforehand.',
    });
    if (key_arn !== undefined) step.allow(['kms:Decrypt'], [key_arn]);
  }
  step.function.addEventSource(
    new SqsEventSource(objects.queue, { batchSize: 5, maxConcurrency: 5, reportBatchItemFailures: true }),
  );
  return { step, objects };
}

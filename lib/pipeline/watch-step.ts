import { CfnOutput } from 'aws-cdk-lib';
import { allowKey, allowSecret, allowTable } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { Scheduled } from '../lambda/scheduled.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';

/** Each minute: looks at the tenants' sources and tells of changes by a line in the stream. One at a time. */
export function watchStep(stack: StageStack, { network, storage, stream }: PipelineParts): PipelineStep {
  const { keys, database, table } = storage;
  const step = new StepLambda(stack, {
    step: 'watch',
    key: keys.data,
    memoryMegabytes: 1024,
    timeoutSeconds: 55,
    reservedConcurrency: 1,
    environment: {
      ...databaseEnvironment(stack.config, storage),
      ...searchEnvironment(stack.config, storage),
      TABLE_NAME: table.tableName,
      STREAM_NAME: stream.streamName,
    },
    files: ['detections', 'data/attack'],
    network: stepNetwork(network),
    role: localRole(stack, 'WatchRole', storage.searchRoles.readers.watch),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  allowTable(step, storage, ['GetItem', 'PutItem', 'Query', 'UpdateItem']);
  step.allow(['kinesis:PutRecords'], [stream.streamArn]);
  allowKey(step, keys.data, ['GenerateDataKey']);
  const dead = deadLetters(step, 'Dead', keys.data);
  new Scheduled(step, 'EachMinute', {
    dead,
    description: 'each minute',
    expression: 'rate(1 minute)',
    retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
  });
  new CfnOutput(stack, 'WatchDeadLetterQueueUrl', { value: dead.queueUrl });
  return { step, dead };
}

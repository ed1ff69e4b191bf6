import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { allowKey, allowObjects, allowSecret } from '../lambda/grants.ts';
import { databaseEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';

/** Rules over the archive, part by part: reads what was archived; of the table, where live state is, only published parsers. */
export function huntStep(stack: StageStack, { network, storage, hunts }: PipelineParts): PipelineStep {
  const { keys, database, buckets, table } = storage;
  const step = new StepLambda(stack, {
    step: 'hunt',
    key: keys.data,
    memoryMegabytes: 3008,
    timeoutSeconds: 300,
    environment: {
      ...databaseEnvironment(stack.config, storage),
      TABLE_NAME: table.tableName,
      RAW_BUCKET: buckets.raw.bucketName,
      HUNT_QUEUE_URL: hunts.queue.queueUrl,
    },
    files: ['detections', 'data/attack'],
    network: stepNetwork(network),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  allowObjects(step, storage, 'logs/*', ['GetObject']);
  step.allow(['s3:ListBucket'], [buckets.raw.bucketArn]);
  step.allow(['dynamodb:Query'], [table.tableArn], {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['PARSERS'] },
  });
  step.allow(['sqs:SendMessage'], [hunts.queue.queueArn]);
  allowKey(step, keys.data, ['GenerateDataKey']);
  step.function.addEventSource(new SqsEventSource(hunts.queue, { batchSize: 1 }));
  return { step, dead: hunts.dead };
}

import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { allowSecret, allowTable } from '../lambda/grants.ts';
import { databaseEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import type { PipelineParts } from './pipeline-stack.ts';
import type { PipelineStep } from './step.ts';

/** Groups alerts into incidents in Postgres. */
export function detectIncidentsStep(stack: StageStack, { network, storage, alerts }: PipelineParts): PipelineStep {
  const { keys, table, database } = storage;
  const step = new StepLambda(stack, {
    step: 'detect-incidents',
    key: keys.data,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    environment: { TABLE_NAME: table.tableName, ...databaseEnvironment(stack.config, storage) },
    network: stepNetwork(network),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  allowTable(step, storage, ['BatchGetItem', 'GetItem', 'Query']);
  step.function.addEventSource(new SqsEventSource(alerts.queue, { batchSize: 10, reportBatchItemFailures: true }));
  return { step, dead: alerts.dead };
}

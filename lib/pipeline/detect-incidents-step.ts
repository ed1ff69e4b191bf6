import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { allowSecret } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import { allowWorkflow, workflowArnOf } from '../lambda/workflow.ts';
import type { StageStack } from '../stage-stack.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';

/** Groups alerts into incidents in Postgres, starts their workflow and copies them to OpenSearch, without waiting for the sweep. */
export function detectIncidentsStep(stack: StageStack, { network, storage, alerts }: PipelineParts): PipelineStep {
  const { keys, database, searchRoles } = storage;
  const step = new StepLambda(stack, {
    step: 'detect-incidents',
    key: keys.data,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    environment: {
      ...databaseEnvironment(stack.config, storage),
      ...searchEnvironment(stack.config, storage),
      STATE_MACHINE_ARN: workflowArnOf(stack),
    },
    network: stepNetwork(network),
    role: localRole(stack, 'DetectIncidentsRole', searchRoles.writers.detectIncidents),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  allowWorkflow(step, stack, ['StartExecution']);
  step.function.addEventSource(new SqsEventSource(alerts.queue, { batchSize: 10, reportBatchItemFailures: true }));
  return { step, dead: alerts.dead };
}

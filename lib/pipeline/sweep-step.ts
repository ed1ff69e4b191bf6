import { CfnOutput } from 'aws-cdk-lib';
import { allowSecret } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { Scheduled } from '../lambda/scheduled.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import { allowWorkflow, workflowArnOf } from '../lambda/workflow.ts';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';

/**
 * Each minute: sends what the outbox still holds, starts the workflow of incidents whose start was lost. One at a time, and
 * a minute that failed is not repeated: the next one does the same work.
 */
export function sweepStep(stack: StageStack, { network, storage }: PipelineParts): PipelineStep {
  const { keys, database } = storage;
  const step = new StepLambda(stack, {
    step: 'sweep',
    key: keys.data,
    memoryMegabytes: 512,
    timeoutSeconds: 55,
    reservedConcurrency: 1,
    environment: {
      ...databaseEnvironment(stack.config, storage),
      ...searchEnvironment(stack.config, storage),
      STATE_MACHINE_ARN: workflowArnOf(stack),
    },
    network: stepNetwork(network),
    role: localRole(stack, 'SweepRole', storage.searchRoles.writers.sweep),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  allowWorkflow(step, stack, ['StartExecution']);
  const dead = deadLetters(step, 'Dead', keys.data);
  new Scheduled(step, 'EachMinute', {
    dead,
    description: 'each minute',
    expression: 'rate(1 minute)',
    retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
  });
  new CfnOutput(stack, 'SweepDeadLetterQueueUrl', { value: dead.queueUrl });
  return { step, dead };
}

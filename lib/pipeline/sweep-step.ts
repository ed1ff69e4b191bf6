import { CfnOutput } from 'aws-cdk-lib';
import { allowSecret } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { databaseEnvironment, searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';
import { EachMinute } from './each-minute.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';

/** Each minute: sends what the outbox still holds, heals what a crash left half done. One at a time. */
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
    },
    network: stepNetwork(network),
    role: localRole(stack, 'SweepRole', storage.searchRoles.writers.sweep),
  });
  allowSecret(step, database.applicationSecret, keys.data);
  const dead = deadLetters(step, 'Dead', keys.data);
  new EachMinute(step, dead);
  new CfnOutput(stack, 'SweepDeadLetterQueueUrl', { value: dead.queueUrl });
  return { step, dead };
}

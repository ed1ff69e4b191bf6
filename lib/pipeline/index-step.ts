import { localRole } from '../lambda/role-of-storage.ts';
import { searchEnvironment, stepNetwork } from '../lambda/step-environment.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import type { PipelineStep } from './step.ts';
import { readTable } from './table-reader.ts';

/** Copies of events and alerts to OpenSearch. */
export function indexStep(stack: StageStack, { network, storage }: PipelineParts): PipelineStep {
  const { keys, table } = storage;
  const step = new StepLambda(stack, {
    step: 'index',
    key: keys.data,
    memoryMegabytes: 1024,
    timeoutSeconds: 60,
    environment: searchEnvironment(stack.config, storage),
    network: stepNetwork(network),
    role: localRole(stack, 'IndexRole', storage.searchRoles.writers.index),
  });
  return readTable(stack, step, { table, key: keys.data, types: ['PACK', 'ALERT'], batchSize: 100 });
}

import { allowTable } from '../lambda/grants.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import { allowWorkflow, workflowArnOf } from '../lambda/workflow.ts';
import type { StageStack } from '../stage-stack.ts';
import { allowAudit, auditEnvironment } from './audit-key.ts';
import { type ResponseParts, responseStep } from './response-step.ts';

/** Writes the plan of a revision, and ends the wait for those that it makes void. */
export function planStep(stack: StageStack, parts: ResponseParts): StepLambda {
  const { storage } = parts;
  const step = responseStep(stack, parts, {
    step: 'plan',
    timeoutSeconds: 120,
    environment: {
      TABLE_NAME: storage.table.tableName,
      STATE_MACHINE_ARN: workflowArnOf(stack),
      ...auditEnvironment(storage),
    },
    files: ['data/attack'],
  });
  allowTable(step, storage, ['GetItem']);
  allowAudit(step, storage);
  allowWorkflow(step, stack, ['SendTaskSuccess']);
  return step;
}

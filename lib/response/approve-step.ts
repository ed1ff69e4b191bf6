import { allowTable } from '../lambda/grants.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import { allowWorkflow, workflowArnOf } from '../lambda/workflow.ts';
import type { StageStack } from '../stage-stack.ts';
import { allowAudit, auditEnvironment } from './audit-key.ts';
import { type ResponseParts, responseStep } from './response-step.ts';

/** Decides by the tenant's policy, keeps approvals and their expiry, tells a person what failed. */
export function approveStep(stack: StageStack, parts: ResponseParts): StepLambda {
  const { storage } = parts;
  const step = responseStep(stack, parts, {
    step: 'approve',
    timeoutSeconds: 30,
    environment: {
      TABLE_NAME: storage.table.tableName,
      STATE_MACHINE_ARN: workflowArnOf(stack),
      ...auditEnvironment(storage),
    },
  });
  allowTable(step, storage, ['GetItem']);
  allowAudit(step, storage);
  allowWorkflow(step, stack, ['SendTaskSuccess']);
  return step;
}

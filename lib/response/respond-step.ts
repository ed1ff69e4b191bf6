import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { allowAudit, auditEnvironment } from './audit-key.ts';
import { allowIpSets, ipSetEnvironment } from './ip-sets.ts';
import { type ResponseParts, responseStep } from './response-step.ts';

/** Executes and takes back actions: the only step of the state machine that changes anything outside of Watchkeep. */
export function respondStep(stack: StageStack, parts: ResponseParts): StepLambda {
  const step = responseStep(stack, parts, {
    step: 'respond',
    timeoutSeconds: 120,
    environment: { ...ipSetEnvironment(stack), ...auditEnvironment(parts.storage) },
  });
  allowAudit(step, parts.storage);
  allowIpSets(step, stack);
  return step;
}

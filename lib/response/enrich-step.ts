import { allowTable } from '../lambda/grants.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { type ResponseParts, responseStep } from './response-step.ts';

/** Adds what is known of assets, vulnerabilities and techniques; the catalogues come with the code. */
export function enrichStep(stack: StageStack, parts: ResponseParts): StepLambda {
  const { storage } = parts;
  const step = responseStep(stack, parts, {
    step: 'enrich',
    timeoutSeconds: 60,
    environment: { TABLE_NAME: storage.table.tableName },
    files: ['data/attack', 'data/kev'],
  });
  allowTable(step, storage, ['GetItem']);
  return step;
}

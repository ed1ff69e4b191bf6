import { allowTable } from '../lambda/grants.ts';
import { localRole } from '../lambda/role-of-storage.ts';
import { searchEnvironment } from '../lambda/step-environment.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { type ResponseParts, responseStep } from './response-step.ts';

/** Reads the incident's alerts and asks search how its entities behaved before. */
export function scoreStep(stack: StageStack, parts: ResponseParts): StepLambda {
  const { storage } = parts;
  const step = responseStep(stack, parts, {
    step: 'score',
    timeoutSeconds: 60,
    environment: { TABLE_NAME: storage.table.tableName, ...searchEnvironment(stack.config, storage) },
    role: localRole(stack, 'ScoreRole', storage.searchRoles.readers.score),
  });
  allowTable(step, storage, ['GetItem']);
  return step;
}

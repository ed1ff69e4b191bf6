import { allowObjects, allowTable } from '../lambda/grants.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import { allowAudit, auditEnvironment } from '../response/audit-key.ts';
import { type ResponseParts, responseStep } from '../response/response-step.ts';
import type { StageStack } from '../stage-stack.ts';

/** Figures from the stores → HTML and PDF in the archive bucket, metadata in Postgres. */
export function reportStep(stack: StageStack, parts: ResponseParts): StepLambda {
  const { storage } = parts;
  const step = responseStep(stack, parts, {
    step: 'report',
    timeoutSeconds: 300,
    environment: {
      TABLE_NAME: storage.table.tableName,
      REPORT_BUCKET: storage.buckets.raw.bucketName,
      ...auditEnvironment(storage),
    },
    files: ['data/attack'],
  });
  allowTable(step, storage, ['Query']);
  allowObjects(step, storage, 'reports/*', ['GetObject', 'PutObject']);
  allowAudit(step, storage);
  return step;
}

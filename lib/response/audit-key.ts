import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StorageStack } from '../storage/storage-stack.ts';

/** Which key signs the audit chain. */
export function auditEnvironment({ keys }: StorageStack): Record<string, string> {
  return { AUDIT_KEY_ID: keys.audit.keyId };
}

/** Adding entries to the audit chain: signing, and nothing else that the key could do. */
export function allowAudit(step: StepLambda, { keys }: StorageStack): void {
  step.allow(['kms:Sign'], [keys.audit.keyArn]);
}

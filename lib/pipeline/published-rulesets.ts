import { acknowledge } from '../acknowledge.ts';
import { allowKey } from '../lambda/grants.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StorageStack } from '../storage/storage-stack.ts';

// cdk-nag names a finding by what the template says: the storage stack's export of the bucket's ARN.
const MODELS_BUCKET_EXPORT = 'ExportsOutputFnGetAttBucketsModels32F0CFE2ArnD888E250';

/** Reading rulesets that were published without a deploy, and checking who signed them. */
export function allowRulesets(step: StepLambda, { buckets, keys, stackName }: StorageStack): void {
  step.allow(['s3:GetObject'], [buckets.models.arnForObjects('rulesets/*')]);
  // Without it S3 answers 403 instead of 404 where nothing was published.
  step.allow(['s3:ListBucket'], [buckets.models.bucketArn], { StringLike: { 's3:prefix': 'rulesets/*' } });
  allowKey(step, keys.archive, ['Decrypt']);
  step.allow(['kms:Verify'], [keys.rules.keyArn]);
  acknowledge(step.role, {
    [`AwsSolutions-IAM5[Resource::${stackName}:${MODELS_BUCKET_EXPORT}/rulesets/*]`]:
      'Bundles are named after their bytes, which nobody knows beforehand.',
  });
}

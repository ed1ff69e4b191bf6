import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../acknowledge.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import type { StepLambda } from './step-lambda.ts';

// cdk-nag names a finding by what the template says: the storage stack's export of the bucket's ARN.
const RAW_BUCKET_EXPORT = 'ExportsOutputFnGetAttBucketsRaw686CB728ArnDC0D4682';

export type TableAction =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem';

/** Named actions on the event table, and its key as DynamoDB uses it for the caller. */
export function allowTable(step: StepLambda, { table, keys }: StorageStack, actions: readonly TableAction[]): void {
  step.allow(
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  );
  allowKey(step, keys.data, ['Decrypt']);
}

/** Named actions on the archive's objects of one prefix (`logs/*`), and the archive's key as S3 uses it for the caller. */
export function allowObjects(
  step: StepLambda,
  { buckets, keys, stackName }: StorageStack,
  prefix: string,
  actions: readonly ('GetObject' | 'PutObject')[],
): void {
  step.allow(
    actions.map((action) => `s3:${action}`),
    [buckets.raw.arnForObjects(prefix)],
  );
  allowKey(step, keys.archive, actions.includes('PutObject') ? ['Decrypt', 'GenerateDataKey'] : ['Decrypt']);
  acknowledge(step.role, {
    [`AwsSolutions-IAM5[Resource::${stackName}:${RAW_BUCKET_EXPORT}/${prefix}]`]:
      'Objects are named after the tenant, hour and positions that they hold, which nobody knows beforehand.',
  });
}

/** Reading one secret and its key. */
export function allowSecret(step: StepLambda, secret: ISecret, key: IKey): void {
  step.allow(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], [secret.secretArn]);
  allowKey(step, key, ['Decrypt']);
}

/** Named actions on one key. */
export function allowKey(step: StepLambda, key: IKey, actions: readonly ('Decrypt' | 'GenerateDataKey')[]): void {
  step.allow(
    actions.map((action) => `kms:${action}`),
    [key.keyArn],
  );
}

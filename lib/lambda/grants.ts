import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../acknowledge.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import type { StepLambda } from './step-lambda.ts';

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

/** Named actions on the objects of one prefix (`logs/*`), and the bucket's key as S3 uses it for the caller. */
export function allowObjects(
  step: StepLambda,
  bucket: IBucket,
  key: IKey,
  prefix: string,
  actions: readonly ('GetObject' | 'PutObject')[],
): void {
  step.allow(
    actions.map((action) => `s3:${action}`),
    [bucket.arnForObjects(prefix)],
  );
  allowKey(step, key, actions.includes('PutObject') ? ['Decrypt', 'GenerateDataKey'] : ['Decrypt']);
  acknowledge(step, {
    [`AwsSolutions-IAM5[Resource::<BucketsRaw9B30A27F.Arn>/${prefix}]`]:
      'Objects are written under names of their content.',
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

import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { allowKey, allowTable } from '../lambda/grants.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StorageStack } from '../storage/storage-stack.ts';

export type PullParts = { readonly storage: StorageStack; readonly stream: Stream };

/** What every collector does: put lines into the stream, count them, remember how far it came. */
export function allowStream(step: StepLambda, { storage, stream }: PullParts): void {
  allowTable(step, storage, ['GetItem', 'PutItem', 'UpdateItem']);
  step.allow(['kinesis:PutRecords'], [stream.streamArn]);
  allowKey(step, storage.keys.data, ['GenerateDataKey']);
}

import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import { allowKey, allowTable } from '../lambda/grants.ts';
import { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';

/** Lines by HTTP: the Lambda checks the ingest token itself, counts what it refuses, and writes to the stream only. */
export function collectStep(stack: StageStack, storage: StorageStack, stream: Stream): StepLambda {
  const { keys, table } = storage;
  const step = new StepLambda(stack, {
    step: 'collect',
    key: keys.data,
    memoryMegabytes: 1024,
    timeoutSeconds: 15,
    environment: { TABLE_NAME: table.tableName, STREAM_NAME: stream.streamName },
  });
  allowTable(step, storage, ['GetItem', 'UpdateItem']);
  step.allow(['kinesis:PutRecords'], [stream.streamArn]);
  allowKey(step, keys.data, ['GenerateDataKey']);
  return step;
}

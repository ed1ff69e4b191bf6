import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { pascalCase } from '../lambda/step-entry.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';
import { deadLetters } from './dead-letters.ts';
import { FailureQueue } from './failure-queue.ts';
import type { PipelineStep } from './step.ts';

export type TableReaderProps = {
  readonly table: TableV2;
  readonly key: IKey;
  /** Item types that the step gets; the others never invoke it. */
  readonly types: readonly string[];
  readonly batchSize: number;
};

/** A step that reads the table's stream, and where its failed batches go. */
type TableReader = PipelineStep & { readonly dead: Queue };

/** A reader of the table's stream. The service advises two at most: detect and index. */
export function readTable(stack: StageStack, step: StepLambda, props: TableReaderProps): TableReader {
  const dead = deadLetters(step, 'Dead', props.key);
  const filter = FilterCriteria.filter({
    dynamodb: { NewImage: { type: { S: [...props.types] } } },
  });
  step.function.addEventSource(
    new DynamoEventSource(props.table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      maxBatchingWindow: Duration.seconds(0),
      bisectBatchOnError: true,
      retryAttempts: 50,
      filters: [filter],
      onFailure: new FailureQueue(dead),
    }),
  );
  new CfnOutput(stack, `${pascalCase(step.step)}DeadLetterQueueUrl`, { value: dead.queueUrl });
  return { step, dead };
}

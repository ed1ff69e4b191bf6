import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StepLambda } from '../lambda/step-lambda.ts';

/** A step as the alarms see it. */
export type PipelineStep = {
  readonly step: StepLambda;
  /** Where its failed batches go, if it reads a stream or a schedule. */
  readonly dead?: Queue;
};

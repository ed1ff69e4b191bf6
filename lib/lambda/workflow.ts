import { ArnFormat } from 'aws-cdk-lib';
import type { StageStack } from '../stage-stack.ts';
import type { StepLambda } from './step-lambda.ts';

/** Name of the state machine; known beforehand, so that stacks that come before its own can name it. */
export const workflowNameOf = (stack: StageStack): string => stack.nameOf('incident');

export function workflowArnOf(stack: StageStack): string {
  return stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: workflowNameOf(stack),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Starting executions, or handing a decision to one that waits. */
export function allowWorkflow(
  step: StepLambda,
  stack: StageStack,
  actions: readonly ('StartExecution' | 'SendTaskSuccess')[],
): void {
  step.allow(
    actions.map((action) => `states:${action}`),
    [workflowArnOf(stack)],
  );
}

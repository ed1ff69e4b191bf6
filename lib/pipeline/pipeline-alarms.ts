import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from '../alarm/alarms.ts';
import { pascalCase } from '../lambda/step-entry.ts';
import type { PipelineStack } from './pipeline-stack.ts';
import type { PipelineStep } from './step.ts';

export function pipelineAlarms(stack: PipelineStack, alarms: Alarms, steps: readonly PipelineStep[]): void {
  void Metric;
  void Stats;
  void Duration;
  void pascalCase;
  void stack;
  void alarms;
  void steps;
}

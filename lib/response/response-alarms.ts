import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from '../alarm/alarms.ts';
import { alarmOnErrors } from '../alarm/step-alarms.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { IncidentStateMachine } from './state-machine.ts';

const MINUTE = Duration.minutes(1);

/** Alarms of the state machine and its steps. An execution that fails could not even tell a person. */
export function responseAlarms(alarms: Alarms, workflow: IncidentStateMachine, steps: readonly StepLambda[]): void {
  for (const step of steps) alarmOnErrors(alarms, step, step.step, step.function);
  alarms.add(workflow, 'Failed', {
    metric: workflow.machine.metricFailed({ period: MINUTE, statistic: Stats.SUM }),
    threshold: 1,
    impact: 'The work on an incident broke off and no person was told of it.',
    runbook: 'An execution failed',
  });
  alarms.add(workflow, 'Aborted', {
    metric: workflow.machine.metricAborted({ period: MINUTE, statistic: Stats.SUM }),
    threshold: 1,
    impact: 'Somebody stopped the work on an incident by hand; its plan waits for nobody.',
    runbook: 'An execution was stopped',
  });
}

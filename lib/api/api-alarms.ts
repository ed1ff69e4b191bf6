import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from '../alarm/alarms.ts';
import { alarmOnErrors } from '../alarm/step-alarms.ts';
import type { StepLambda } from '../lambda/step-lambda.ts';
import type { StageStack } from '../stage-stack.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** Alarms of the API and its two Lambdas. */
export function apiAlarms(stack: StageStack, alarms: Alarms, api: RestApi, steps: readonly StepLambda[]): void {
  for (const step of steps) alarmOnErrors(alarms, step, step.step, step.function);
  alarms.add(stack, 'ApiFails', {
    metric: new MathExpression({
      expression: 'IF(requests >= 20, 100 * failures / requests, 0)',
      usingMetrics: {
        requests: api.metricCount({ period: FIVE_MINUTES, statistic: Stats.SUM }),
        failures: api.metricServerError({ period: FIVE_MINUTES, statistic: Stats.SUM }),
      },
      label: 'requests that failed in percent',
      period: FIVE_MINUTES,
    }),
    threshold: 1,
    periods: 2,
    impact: 'Portal, Grafana and HTTP sources get errors from the API.',
    runbook: 'The API fails',
  });
  alarms.add(stack, 'ApiSlow', {
    metric: api.metricLatency({ period: FIVE_MINUTES, statistic: Stats.percentile(95) }),
    threshold: Duration.seconds(3).toMilliseconds(),
    periods: 3,
    impact: 'One request in twenty takes over three seconds.',
    runbook: 'The API is slow',
  });
}

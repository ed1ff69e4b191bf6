import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import type { NetworkTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Alarms } from '../alarm/alarms.ts';
import type { StageStack } from '../stage-stack.ts';

/** Alarms of the load balancer's targets and of Vector. */
export function edgeAlarms(
  stack: StageStack,
  alarms: Alarms,
  service: FargateService,
  targets: ReadonlyMap<number, NetworkTargetGroup>,
): void {
  for (const [port, group] of targets) {
    alarms.add(stack, `NoVector${port}`, {
      metric: group.metrics.healthyHostCount({ period: Duration.minutes(1), statistic: Stats.MINIMUM }),
      threshold: 1,
      below: true,
      missingIsBad: true,
      periods: 3,
      impact: `Nobody takes lines on port ${port}: its sources wait or, by UDP, lose them.`,
      runbook: 'The edge takes no lines',
    });
  }
  alarms.add(stack, 'VectorBusy', {
    metric: service.metricCpuUtilization({ period: Duration.minutes(5), statistic: Stats.AVERAGE }),
    threshold: 80,
    periods: 3,
    impact: 'Vector soon takes lines more slowly than sources send them.',
    runbook: 'The edge is busy',
  });
}

import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Alarms } from '../alarm/alarms.ts';
import type { StorageStack } from '../storage/storage-stack.ts';

const FIVE_MINUTES = Duration.minutes(5);
const GIBIBYTE_IN_MEGABYTES = 1024;

/** Alarms of table, Postgres and OpenSearch; they live with the topic, one stack on. */
export function storageAlarms(scope: Construct, alarms: Alarms, { table, database, search }: StorageStack): void {
  alarms.add(scope, 'TableThrottles', {
    metric: new MathExpression({
      expression: 'reads + writes',
      usingMetrics: {
        reads: table.metric('ReadThrottleEvents', { period: FIVE_MINUTES, statistic: Stats.SUM }),
        writes: table.metric('WriteThrottleEvents', { period: FIVE_MINUTES, statistic: Stats.SUM }),
      },
      label: 'throttled requests',
      period: FIVE_MINUTES,
    }),
    threshold: 10,
    periods: 2,
    impact: 'Steps retry their writes, so events and alerts appear late.',
    runbook: 'The table throttles',
  });
  alarms.add(scope, 'DatabaseFull', {
    metric: database.cluster.metricACUUtilization({ period: FIVE_MINUTES, statistic: Stats.AVERAGE }),
    threshold: 90,
    periods: 3,
    impact: 'Incidents and the API slow down.',
    runbook: 'The database is at its limit',
  });
  alarms.add(scope, 'SearchRed', {
    metric: search.domain.metricClusterStatusRed({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
    threshold: 1,
    periods: 3,
    impact: 'Search lacks data and takes no copies; the stores themselves are complete.',
    runbook: 'Search is red',
  });
  alarms.add(scope, 'SearchFull', {
    metric: search.domain.metricFreeStorageSpace({ period: FIVE_MINUTES, statistic: Stats.MINIMUM }),
    threshold: 10 * GIBIBYTE_IN_MEGABYTES,
    below: true,
    impact: 'OpenSearch soon blocks writes, and search stands still.',
    runbook: 'Search runs out of space',
  });
}

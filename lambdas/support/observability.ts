import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** The namespace of all metrics; the alarms in lib/ read it. */
export const METRICS_NAMESPACE = 'Watchkeep';

/** Logger and metrics of a step. `step` is one of the step words. */
export const observe = (step: string): { logger: Logger; metrics: Metrics } => ({
  logger: new Logger({ serviceName: step }),
  metrics: new Metrics({ namespace: METRICS_NAMESPACE, serviceName: step }),
});

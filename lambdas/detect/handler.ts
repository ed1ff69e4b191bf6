import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { decodePackImage } from '../../adapters/dynamodb/stream-image.ts';
import { type DetectDependencies, detectPack } from '../../domain/detect/live/detect-pack.ts';

export type Dependencies = DetectDependencies & { readonly logger: Logger; readonly metrics: Metrics };

/** Packs one after another, in stream order. A failure repeats the batch; packs that have a receipt by then are passed over. */
export const detectHandler =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent): Promise<void> => {
    const { logger, metrics } = dependencies;
    try {
      for (const { dynamodb } of event.Records) {
        const pack = decodePackImage(dynamodb?.NewImage ?? {});
        if (!pack.ok) throw new Error(`pack ${dynamodb?.SequenceNumber} of the stream can't be read: ${pack.error}`);
        const { tenant, packKey } = pack.value;
        const outcome = await detectPack(tenant, pack.value, dependencies);
        if (outcome.kind === 'before') continue;
        const { evaluated, errored, alerts } = outcome;
        metrics.addMetric('evaluated', MetricUnit.Count, evaluated);
        metrics.addMetric('alerts', MetricUnit.Count, alerts.length);
        for (const [rule, count] of Object.entries(errored)) {
          metrics.addMetric('rule_errors', MetricUnit.Count, count);
          logger.warn('a rule gave up', { tenant, rule, count });
        }
        logger.info('evaluated', { tenant, pack: packKey, evaluated, alerts: alerts.length });
      }
    } finally {
      metrics.publishStoredMetrics();
    }
  };

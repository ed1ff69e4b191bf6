import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { decodePackImage } from '../../adapters/dynamodb/stream-image.ts';
import { type DetectDependencies, detectPack } from '../../domain/detect/live/detect-pack.ts';

export type Dependencies = DetectDependencies & { readonly logger: Logger; readonly metrics: Metrics };

/** Packs one after another, in stream order; the first that fails is where the stream takes up again. */
export const detectHandler =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const { logger, metrics } = dependencies;
    try {
      for (const { dynamodb } of event.Records) {
        try {
          const pack = decodePackImage(dynamodb?.NewImage ?? {});
          if (!pack.ok) throw new Error(`a pack of the stream can't be read: ${pack.error}`);
          const outcome = await detectPack(pack.value.tenant, pack.value, dependencies);
          if (outcome.kind === 'before') continue;
          const { evaluated, errored, alerts } = outcome;
          metrics.addMetric('evaluated', MetricUnit.Count, evaluated);
          metrics.addMetric('alerts', MetricUnit.Count, alerts.length);
          for (const [rule, count] of Object.entries(errored)) {
            metrics.addMetric('rule_errors', MetricUnit.Count, count);
            logger.warn('a rule gave up', { tenant: pack.value.tenant, rule, count });
          }
          logger.info('evaluated', {
            tenant: pack.value.tenant,
            pack: pack.value.packKey,
            evaluated,
            alerts: alerts.length,
          });
        } catch (error) {
          logger.error('a pack was not evaluated', { sequence: dynamodb?.SequenceNumber, error });
          return { batchItemFailures: [{ itemIdentifier: dynamodb?.SequenceNumber ?? '' }] };
        }
      }
      return { batchItemFailures: [] };
    } finally {
      metrics.publishStoredMetrics();
    }
  };

import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { decodePackImage } from '../../adapters/dynamodb/stream-image.ts';
import { type DetectDependencies, detectPacks, type KeyedPack } from '../../domain/detect/live/detect-pack.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { sideBySide } from '../support/side-by-side.ts';

export type Dependencies = DetectDependencies & { readonly logger: Logger; readonly metrics: Metrics };

/** All packs of a tenant together, tenants side by side. A failure repeats the batch; packs that have a receipt by then are passed over. */
export const detectHandler =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent): Promise<void> => {
    const { logger, metrics } = dependencies;
    const packs = event.Records.map(({ dynamodb }) => {
      const pack = decodePackImage(dynamodb?.NewImage ?? {});
      if (!pack.ok) throw new Error(`pack ${dynamodb?.SequenceNumber} of the stream can't be read: ${pack.error}`);
      return pack.value;
    });
    const detect = async (tenant: TenantId, delivered: readonly KeyedPack[]): Promise<void> => {
      const { evaluated, failures, alerts, before } = await detectPacks(tenant, delivered, dependencies);
      metrics.addMetric('evaluated', MetricUnit.Count, evaluated);
      metrics.addMetric('alerts', MetricUnit.Count, alerts.length);
      if (failures.length > 0) metrics.addMetric('rule_errors', MetricUnit.Count, failures.length);
      for (const { id, error } of failures.slice(0, 20))
        logger.warn('a rule gave up', { tenant, rule: error, event: id });
      logger.info('evaluated', { tenant, packs: delivered.length, before, evaluated, alerts: alerts.length });
    };
    try {
      await sideBySide(
        Map.groupBy(packs, ({ tenant }) => tenant),
        detect,
      );
    } finally {
      metrics.publishStoredMetrics();
    }
  };

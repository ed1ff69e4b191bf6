import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { KinesisStreamEvent } from 'aws-lambda';
import { type NormalizeDependencies, normalizeLines } from '../../domain/normalize/batch/normalize-lines.ts';
import { byTenant, linesOf } from '../support/kinesis-lines.ts';

export type Dependencies = NormalizeDependencies & { readonly logger: Logger; readonly metrics: Metrics };

/** A failure repeats the batch from the tenant that failed; the others meet their watermark. */
export const normalizeHandler =
  (dependencies: Dependencies) =>
  async (event: KinesisStreamEvent): Promise<void> => {
    const { logger, metrics } = dependencies;
    for (const [tenant, lines] of byTenant(linesOf(event))) {
      const { normalized, quarantined, alreadyDone } = await normalizeLines(tenant, lines, dependencies);
      metrics.addMetric('normalized', MetricUnit.Count, normalized);
      metrics.addMetric('quarantined', MetricUnit.Count, quarantined.length);
      logger.info('normalized', { tenant, normalized, quarantined: quarantined.length, alreadyDone });
    }
    metrics.publishStoredMetrics();
  };

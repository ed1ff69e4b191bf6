import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { KinesisStreamEvent } from 'aws-lambda';
import { type NormalizeDependencies, normalizeLines } from '../../domain/normalize/batch/normalize-lines.ts';
import { byTenant, linesOf } from '../support/kinesis-lines.ts';
import { sideBySide } from '../support/side-by-side.ts';

export type Dependencies = NormalizeDependencies & { readonly logger: Logger; readonly metrics: Metrics };

/** Tenants side by side. A failure repeats the batch; the tenants that were done by then meet their watermark. */
export const normalizeHandler =
  (dependencies: Dependencies) =>
  async (event: KinesisStreamEvent): Promise<void> => {
    const { logger, metrics } = dependencies;
    try {
      await sideBySide(byTenant(linesOf(event)), async (tenant, lines) => {
        const { normalized, quarantined, alreadyDone } = await normalizeLines(tenant, lines, dependencies);
        metrics.addMetric('normalized', MetricUnit.Count, normalized);
        metrics.addMetric('quarantined', MetricUnit.Count, quarantined.length);
        logger.info('normalized', { tenant, normalized, quarantined: quarantined.length, alreadyDone });
      });
    } finally {
      metrics.publishStoredMetrics();
    }
  };

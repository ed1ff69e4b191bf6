import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { KinesisStreamEvent } from 'aws-lambda';
import { archiveLines } from '../../domain/archive/archive-lines.ts';
import type { ArchiveTools } from '../../domain/archive/archive-object.ts';
import type { ArchiveStore } from '../../domain/ports/archive-store.ts';
import { byTenant, linesOf } from '../support/kinesis-lines.ts';
import { sideBySide } from '../support/side-by-side.ts';

export type ArchiveDependencies = {
  readonly store: ArchiveStore;
  readonly tools: ArchiveTools;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

/** Takes whole batches, tenants side by side: any failure repeats the batch, and what was archived by then is recognised. */
export const archiveHandler =
  ({ store, tools, logger, metrics }: ArchiveDependencies) =>
  async (event: KinesisStreamEvent): Promise<void> => {
    try {
      await sideBySide(byTenant(linesOf(event)), async (tenant, lines) => {
        const { archived, alreadyArchived, manifests } = await archiveLines(tenant, lines, store, tools);
        metrics.addMetric('archived', MetricUnit.Count, archived);
        logger.info('archived', { tenant, archived, alreadyArchived, objects: manifests.map(({ key }) => key) });
      });
    } finally {
      metrics.publishStoredMetrics();
    }
  };

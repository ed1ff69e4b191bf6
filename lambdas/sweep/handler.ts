import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { TenantId } from '../../domain/model/tenant.ts';
import { type Clock, HOUR_MS } from '../../domain/model/time.ts';
import type { TenantRegistry } from '../../domain/ports/tenant-registry.ts';

export type Dependencies = {
  readonly registry: Pick<TenantRegistry, 'tenants'>;
  readonly drain: (
    tenant: TenantId,
  ) => Promise<{ written: number; failed: Readonly<Record<string, string>>; stuck: number }>;
  /** Starts the workflow of the tenant's incidents that are new since before `until` (milliseconds); how many it started. */
  readonly start: (tenant: TenantId, until: number) => Promise<number>;
  /** Closes and deletes what has outlived its time; `now` in milliseconds. */
  readonly retain: (now: number) => Promise<{ close: readonly string[]; remove: readonly string[] }>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

/** Detect-incidents starts workflows itself: what is new for longer was lost between the two. */
const START_AFTER_MS = 5_000;

/**
 * Each minute, tenant by tenant: starts workflows whose start was lost, brings to the copies what the outbox still holds;
 * each hour: retention. One tenant's
 * trouble keeps no other waiting; the run fails at its end, so that the alarm sees it.
 */
export const sweepHandler = ({ registry, drain, start, retain, clock, logger, metrics }: Dependencies) => {
  let retainedAt = Number.NEGATIVE_INFINITY;
  return async (): Promise<void> => {
    const troubles: string[] = [];
    for (const { id } of await registry.tenants()) {
      try {
        const started = await start(id, clock() - START_AFTER_MS);
        metrics.addMetric('workflows_swept', MetricUnit.Count, started);
        if (started > 0) logger.warn('workflows started that were not', { tenant: id, started });
      } catch (error) {
        logger.error('workflows were not started', { tenant: id, error });
        troubles.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
      try {
        const { written, failed, stuck } = await drain(id);
        metrics.addMetric('outbox_written', MetricUnit.Count, written);
        metrics.addMetric('outbox_stuck', MetricUnit.Count, stuck);
        if (written > 0) logger.info('outbox drained', { tenant: id, written });
        for (const [incident, reason] of Object.entries(failed)) {
          logger.error('an incident did not reach the copies', { tenant: id, incident, reason });
          troubles.push(`${id}: ${reason}`);
        }
        if (stuck > 0) troubles.push(`${id}: ${stuck} outbox rows were refused too often`);
      } catch (error) {
        logger.error('the outbox was not drained', { tenant: id, error });
        troubles.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (clock() - retainedAt >= HOUR_MS) {
      try {
        const { close, remove } = await retain(clock());
        retainedAt = clock();
        if (close.length + remove.length > 0) logger.info('retention', { closed: close, deleted: remove });
      } catch (error) {
        logger.error('retention failed', { error });
        troubles.push(`retention: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    metrics.publishStoredMetrics();
    if (troubles.length > 0) throw new Error(`sweep: ${troubles.slice(0, 5).join('; ').slice(0, 1000)}`);
  };
};

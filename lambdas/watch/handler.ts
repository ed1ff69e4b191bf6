import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Hasher } from '../../domain/model/hashing.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { type Clock, hourOf } from '../../domain/model/time.ts';
import { NotAvailable } from '../../domain/ports/not-available.ts';
import type { SourceHistory } from '../../domain/ports/source-figures.ts';
import type { TenantRegistry } from '../../domain/ports/tenant-registry.ts';
import type { RuleNeeds } from '../../domain/sources/blindness.ts';
import { type WatchPorts, watchTenant } from '../../domain/sources/watch-tenant.ts';

export type Dependencies = {
  readonly registry: Pick<TenantRegistry, 'tenants' | 'sources'>;
  readonly ports: WatchPorts;
  readonly needs: readonly RuleNeeds[];
  readonly hasher: Hasher;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

type KnownHistory = { readonly hour: string; readonly history: ReadonlyMap<string, SourceHistory> };

/**
 * Each minute, tenant by tenant: looks at the sources and tells of changes. Where search does not answer, nothing is
 * concluded. One tenant's trouble keeps no other waiting; the run fails at its end, so that the alarm sees it.
 */
export const watchHandler = ({ registry, ports, needs, hasher, clock, logger, metrics }: Dependencies) => {
  const histories = new Map<TenantId, KnownHistory>();
  const historyOf = async (tenant: TenantId, now: number): Promise<KnownHistory['history']> => {
    const hour = hourOf(new Date(now).toISOString());
    const known = histories.get(tenant);
    if (known?.hour === hour) return known.history;
    const history = await ports.figures.history(tenant, now);
    histories.set(tenant, { hour, history });
    return history;
  };
  const watch = async (tenant: TenantId): Promise<void> => {
    const now = clock();
    const [configured, history] = await Promise.all([registry.sources(tenant), historyOf(tenant, now)]);
    const sources = configured.filter(({ enabled }) => enabled).map(({ id }) => id);
    const disabled = new Set(configured.filter(({ enabled }) => !enabled).map(({ id }) => id));
    const outcome = await watchTenant({ tenant, sources, disabled, history, needs, hasher, now }, ports);
    if (outcome === 'overtaken') logger.warn('another run watched meanwhile', { tenant });
  };
  return async (): Promise<void> => {
    const troubles: string[] = [];
    for (const { id, enabled } of await registry.tenants()) {
      if (!enabled) continue;
      try {
        await watch(id);
      } catch (error) {
        if (error instanceof NotAvailable) {
          metrics.addMetric('sources_unknown', MetricUnit.Count, 1);
          logger.warn('nothing is known of the sources just now', { tenant: id, error });
          continue;
        }
        logger.error('sources were not watched', { tenant: id, error });
        troubles.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    metrics.publishStoredMetrics();
    if (troubles.length > 0) throw new Error(`watch: ${troubles.slice(0, 5).join('; ').slice(0, 1000)}`);
  };
};

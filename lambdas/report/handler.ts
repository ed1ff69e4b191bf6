import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { z } from 'zod';
import type { TenantRegistry } from '../../domain/ports/tenant-registry.ts';
import { makeReport, type ReportPorts } from '../../domain/report/make-report.ts';
import { periodOf } from '../../domain/report/period.ts';

export type Dependencies = ReportPorts & {
  readonly registry: Pick<TenantRegistry, 'tenants'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

/** What the schedule sends may hold more; a person may name a day. */
const Input = z.object({ day: z.string().optional() });

export type ReportAnswer = { readonly reports: readonly { readonly tenant: string; readonly report_id: string }[] };

/**
 * Each day: one report of yesterday (or of `day`) for every enabled tenant. One tenant's trouble keeps no other waiting;
 * the run fails at its end, so that it is repeated and the alarm sees it. Reports that are there stay as they are.
 */
export const reportHandler =
  ({ registry, logger, metrics, ...ports }: Dependencies) =>
  async (event: unknown): Promise<ReportAnswer> => {
    const { day } = Input.parse(event ?? {});
    const period = periodOf(day, ports.clock());
    if (!period.ok) throw new Error(`report: ${period.error}`);
    const made: { tenant: string; report_id: string }[] = [];
    const troubles: string[] = [];
    for (const { id, name, enabled } of await registry.tenants()) {
      if (!enabled) continue;
      try {
        const { report, isNew } = await makeReport(ports, { id, name }, period.value);
        made.push({ tenant: id, report_id: report.report_id });
        if (isNew) logger.info('report created', { tenant: id, report: report.report_id });
      } catch (error) {
        logger.error('no report', { tenant: id, error });
        troubles.push(`${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    metrics.addMetric('reports_present', MetricUnit.Count, made.length);
    metrics.publishStoredMetrics();
    if (troubles.length > 0) throw new Error(`report: ${troubles.slice(0, 5).join('; ').slice(0, 1000)}`);
    return { reports: made };
  };

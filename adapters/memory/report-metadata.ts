import type { Report } from '../../domain/model/response.ts';
import type { ReportMetadata } from '../../domain/ports/report-store.ts';
import { byTenant } from './by-tenant.ts';
import { newestFirst } from './newest-first.ts';

/** What is known of reports, in memory. */
export const memoryReportMetadata = (): ReportMetadata => {
  const reportsOf = byTenant(() => new Map<string, Report>());
  return {
    async put(tenant, report) {
      const kept = reportsOf(tenant).get(report.report_id) ?? structuredClone(report);
      reportsOf(tenant).set(report.report_id, kept);
      return structuredClone(kept);
    },
    async get(tenant, reportId) {
      return structuredClone(reportsOf(tenant).get(reportId));
    },
    list: async (tenant, query) =>
      newestFirst(
        reportsOf(tenant).values(),
        ({ created_at, report_id }) => ({ at: created_at, id: report_id }),
        query,
      ),
  };
};

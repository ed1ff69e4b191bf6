import type { ReportStore } from '../../domain/ports/report-store.ts';
import { nodeHasher } from '../hashing.ts';
import { ownedReportKey, reportKey } from '../reports/report-keys.ts';
import { memoryReportMetadata } from './report-metadata.ts';

/** Reports in memory, with the files that were kept by key; links lead nowhere. */
export const memoryReportStore = (): ReportStore & { readonly files: ReadonlyMap<string, Uint8Array> } => {
  const metadata = memoryReportMetadata();
  const kept = new Map<string, Uint8Array>();
  return {
    files: kept,
    async put(tenant, report, files) {
      const stored = files.map(({ format, body }) => {
        const key = reportKey(tenant, report.report_id, report.period_start, format);
        const first = kept.get(key) ?? body;
        kept.set(key, first);
        return { format, key, bytes: first.length, sha256: nodeHasher.sha256(first) };
      });
      return metadata.put(tenant, { ...report, files: stored });
    },
    get: (tenant, reportId) => metadata.get(tenant, reportId),
    list: (tenant, query) => metadata.list(tenant, query),
    async link(tenant, report, format) {
      const file = report.files.find((one) => one.format === format);
      if (!file) throw new Error(`report ${report.report_id} has no ${format} file`);
      return `https://reports.invalid/${ownedReportKey(tenant, file.key)}`;
    },
  };
};

import { S3Client } from '@aws-sdk/client-s3';
import type { ReportStore } from '../../domain/ports/report-store.ts';
import type { Database } from '../postgres/database.ts';
import { postgresReportMetadata } from '../postgres/report-metadata.ts';
import { reportFiles } from './report-files.ts';
import { ownedReportKey, reportKey } from './report-keys.ts';

/** The client that report stores use; path-style addresses on the local platform. */
export const reportClient = (): S3Client =>
  new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) });

/** Reports: files in S3 under `reports/`, metadata in PostgreSQL. A crash between the two is healed by the repetition. */
export const reportStore = (client: S3Client, bucket: string, database: Database): ReportStore => {
  const metadata = postgresReportMetadata(database);
  const objects = reportFiles(client, bucket);
  return {
    async put(tenant, report, files) {
      const stored = [];
      for (const { format, body } of files) {
        const key = reportKey(tenant, report.report_id, report.period_start, format);
        stored.push({ format, key, ...(await objects.put(key, format, body)) });
      }
      return metadata.put(tenant, { ...report, files: stored });
    },
    get: (tenant, reportId) => metadata.get(tenant, reportId),
    list: (tenant, query) => metadata.list(tenant, query),
    async link(tenant, report, format) {
      const file = report.files.find((one) => one.format === format);
      if (!file) throw new Error(`report ${report.report_id} has no ${format} file`);
      return objects.link(ownedReportKey(tenant, file.key), `${tenant}-${report.report_id}.${format}`, format);
    },
  };
};

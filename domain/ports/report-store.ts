import type { Report } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Page } from './incident-repository.ts';

export type ReportFormat = Report['files'][number]['format'];

/** Reports: files in S3, metadata in Postgres. */
export type ReportStore = {
  /** Keeps the files and their metadata; a repetition replaces neither: the first report of a period stays. */
  put(
    tenant: TenantId,
    report: Omit<Report, 'files'>,
    files: readonly { readonly format: ReportFormat; readonly body: Uint8Array }[],
  ): Promise<Report>;
  get(tenant: TenantId, reportId: string): Promise<Report | undefined>;
  /** Newest first. */
  list(tenant: TenantId, query: { readonly limit: number; readonly cursor?: string }): Promise<Page<Report>>;
  /** A URL that lets its holder read the file for a few minutes. */
  link(tenant: TenantId, report: Report, format: ReportFormat): Promise<string>;
};

/** What Postgres knows of reports. */
export type ReportMetadata = {
  /** The first report of an id stays and is returned. */
  put(tenant: TenantId, report: Report): Promise<Report>;
  get(tenant: TenantId, reportId: string): Promise<Report | undefined>;
  /** Newest first. */
  list(tenant: TenantId, query: { readonly limit: number; readonly cursor?: string }): Promise<Page<Report>>;
};

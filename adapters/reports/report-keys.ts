import type { TenantId } from '../../domain/model/tenant.ts';
import type { ReportFormat } from '../../domain/ports/report-store.ts';

const prefixOf = (tenant: TenantId): string => `reports/tenant=${tenant}/`;

/** Ids become part of keys and file names. */
const ID = /^RPT-[a-zA-Z0-9-]{1,80}$/;

/** `reports/tenant=<tenant>/date=<day>/<report id>.<format>`; `periodStart` is RFC 3339. Throws for an id that is none. */
export const reportKey = (tenant: TenantId, reportId: string, periodStart: string, format: ReportFormat): string => {
  if (!ID.test(reportId)) throw new Error(`${JSON.stringify(reportId)} is no id of a report`);
  return `${prefixOf(tenant)}date=${new Date(periodStart).toISOString().slice(0, 10)}/${reportId}.${format}`;
};

/** The key if it is the tenant's; throws otherwise: a defect, or metadata that somebody changed. */
export const ownedReportKey = (tenant: TenantId, key: string): string => {
  if (!key.startsWith(prefixOf(tenant)) || key.includes('..'))
    throw new Error(`report key ${key} is not under ${prefixOf(tenant)}`);
  return key;
};

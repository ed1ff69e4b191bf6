import type { Report } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Clock } from '../model/time.ts';
import type { AuditLog, NotificationStore } from '../ports/audit-log.ts';
import type { ReportStore } from '../ports/report-store.ts';
import { composeReport } from './compose.ts';
import type { ReportDocument } from './document.ts';
import { gatherFigures, type ReportSources } from './gather.ts';
import { renderHtml } from './html.ts';
import type { Period } from './period.ts';

export type ReportPorts = {
  readonly sources: ReportSources;
  readonly reports: Pick<ReportStore, 'get' | 'put'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly notifications: Pick<NotificationStore, 'add'>;
  /** `createdAt` in milliseconds. */
  readonly renderPdf: (document: ReportDocument, createdAt: number) => Promise<Uint8Array>;
  /** SHA-256 of a text in UTF-8, base64. */
  readonly sha256Base64: (text: string) => string;
  readonly clock: Clock;
};

type Tenant = { readonly id: TenantId; readonly name: string };

const write = async (ports: ReportPorts, tenant: Tenant, period: Period): Promise<Report> => {
  const now = ports.clock();
  const document = composeReport(await gatherFigures(ports.sources, tenant, period, now));
  const html = new TextEncoder().encode(renderHtml(document, ports.sha256Base64));
  const pdf = await ports.renderPdf(document, now);
  return ports.reports.put(
    tenant.id,
    {
      report_id: period.reportId,
      kind: 'daily',
      period_start: period.from,
      period_end: period.to,
      created_at: new Date(now).toISOString(),
    },
    [
      { format: 'html', body: html },
      { format: 'pdf', body: pdf },
    ],
  );
};

/**
 * Makes the report of a period, once: one that is there stays, and only what a crash left out (audit entry, notification)
 * is added. Answers whether it is new.
 */
export const makeReport = async (
  ports: ReportPorts,
  tenant: Tenant,
  period: Period,
): Promise<{ readonly report: Report; readonly isNew: boolean }> => {
  const known = await ports.reports.get(tenant.id, period.reportId);
  const report = known ?? (await write(ports, tenant, period));
  const { report_id, period_start, period_end, created_at, files } = report;
  await ports.audit.append(
    tenant.id,
    `report_created/${report_id}`,
    {
      actor: 'system:report',
      kind: 'report_created',
      subject: report_id,
      detail: {
        period_start,
        period_end,
        ...Object.fromEntries(files.map(({ format, sha256 }) => [`${format}_sha256`, sha256])),
      },
    },
    ports.clock(),
  );
  await ports.notifications.add(tenant.id, {
    notification_id: `report/${report_id}`,
    kind: 'report',
    title: `Daily security report of ${period_start.slice(0, 10)}`,
    body: `The report ${report_id} is ready, as a page and as a PDF.`,
    created_at,
  });
  return { report, isNew: known === undefined };
};

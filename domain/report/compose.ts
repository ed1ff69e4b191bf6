import { accountsSection } from './accounts-section.ts';
import { activitySection } from './activity-section.ts';
import { automationSection } from './automation-section.ts';
import type { ReportDocument } from './document.ts';
import type { ReportFigures } from './figures.ts';
import { incidentsSection } from './incidents-section.ts';
import { notableSection } from './notable-section.ts';
import { plain } from './plain.ts';
import { responseSection } from './response-section.ts';
import { sourcesSection } from './sources-section.ts';
import { summarySection } from './summary-section.ts';
import { clockTime, dayInWords, momentInWords } from './words.ts';

const SECTIONS = [
  summarySection,
  incidentsSection,
  notableSection,
  responseSection,
  automationSection,
  activitySection,
  sourcesSection,
  accountsSection,
];

/** The daily report of a tenant as blocks. */
export const composeReport = (asRead: ReportFigures): ReportDocument => {
  const figures = { ...asRead, tenant: { ...asRead.tenant, name: plain(asRead.tenant.name, 100) } };
  const { period, tenant, createdAt } = figures;
  return {
    title: 'Daily security report',
    tenant: tenant.name,
    period: `${dayInWords(period.from)}, 00:00–${period.isWhole ? '24:00' : clockTime(period.to)} UTC`,
    reportId: period.reportId,
    createdAt: momentInWords(createdAt),
    sections: SECTIONS.map((section) => section(figures)),
  };
};

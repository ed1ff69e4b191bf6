import { fail, ok } from '../../model/result.ts';
import { reportLink } from '../contract/report-link.ts';
import { problem } from '../problem.ts';
import { tenantRoute } from '../route.ts';

export const reportLinkRoute = tenantRoute(reportLink, async (tenant, { params, query }, services) => {
  const report = await services.reports.get(tenant, params.id);
  if (!report) return fail(problem('not-found', 'The tenant has no report with this id.'));
  if (!report.files.some(({ format }) => format === query.format)) {
    const formats = report.files.map(({ format }) => format).join(', ');
    return fail(problem('not-found', `The report has no file of this format; it has: ${formats}.`));
  }
  return ok({ url: await services.reports.link(tenant, report, query.format) });
});

import { ok } from '../../model/result.ts';
import { auditList } from '../contract/audit-list.ts';
import { tenantRoute } from '../route.ts';

export const auditListRoute = tenantRoute(auditList, async (tenant, { query }, services) => {
  const items = await services.audit.list(tenant, {
    limit: query.limit,
    ...(query.incident_id !== undefined && { incidentId: query.incident_id }),
    ...(query.after !== undefined && { after: query.after }),
  });
  const last = items.at(-1);
  return ok({ items: [...items], ...(last && items.length >= query.limit && { after: last.sequence }) });
});

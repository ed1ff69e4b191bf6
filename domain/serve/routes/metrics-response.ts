import { IncidentStatus } from '../../model/incident.ts';
import { PlanStatus } from '../../model/plan.ts';
import { ActionStatus } from '../../model/response.ts';
import { ok } from '../../model/result.ts';
import { metricsResponse } from '../contract/metrics-response.ts';
import { tenantRoute } from '../route.ts';
import { timeWindow } from '../time-window.ts';

/** A row a status, so that a dashboard has the same columns whatever happened. */
const rows = <S extends string>(statuses: readonly S[], counts: Readonly<Partial<Record<S, number>>>) =>
  statuses.map((status) => ({ status, count: counts[status] ?? 0 }));

export const metricsResponseRoute = tenantRoute(metricsResponse, async (tenant, { query, now }, services) => {
  const window = timeWindow(query, now);
  if (!window.ok) return window;
  const figures = await services.responseMetrics.response(tenant, window.value.from, window.value.to);
  return ok({
    ...window.value,
    incidents: rows(IncidentStatus.options, figures.incidents),
    plans: rows(PlanStatus.options, figures.plans),
    actions: rows(ActionStatus.options, figures.actions),
    seconds_to_plan: figures.secondsToPlan,
    seconds_to_decision: figures.secondsToDecision,
    seconds_to_response: figures.secondsToResponse,
  });
});

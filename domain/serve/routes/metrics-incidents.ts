import { ok } from '../../model/result.ts';
import { metricsIncidents } from '../contract/metrics-incidents.ts';
import { incidentSeries, seriesWindow } from '../incident-series.ts';
import { tenantRoute } from '../route.ts';
import { timeWindow } from '../time-window.ts';

export const metricsIncidentsRoute = tenantRoute(metricsIncidents, async (tenant, { query, now }, services) => {
  const asked = timeWindow(query, now);
  if (!asked.ok) return asked;
  const window = seriesWindow(asked.value, query.step);
  if (!window.ok) return window;
  const { from, to, step, minutes } = window.value;
  const counts = await services.responseMetrics.incidents(tenant, from, to, minutes);
  return ok({ from, to, step, items: incidentSeries(window.value, counts) });
});

import type { OperationName } from './contract/operations.ts';
import type { Route } from './route.ts';
import { alertGetRoute } from './routes/alert-get.ts';
import { alertListRoute } from './routes/alert-list.ts';
import { eventGetRoute } from './routes/event-get.ts';
import { eventRawRoute } from './routes/event-raw.ts';
import { eventSearchRoute } from './routes/event-search.ts';
import { healthGetRoute } from './routes/health-get.ts';
import { incidentAlertsRoute } from './routes/incident-alerts.ts';
import { incidentGetRoute } from './routes/incident-get.ts';
import { incidentListRoute } from './routes/incident-list.ts';
import { meGetRoute } from './routes/me-get.ts';
import { metricsGetRoute } from './routes/metrics-get.ts';
import { openapiGetRoute } from './routes/openapi-get.ts';
import { sourceListRoute } from './routes/source-list.ts';

/** The code behind every operation: one that is missing does not compile. */
export const routes: Readonly<Record<OperationName, Route>> = {
  incidentList: incidentListRoute,
  incidentGet: incidentGetRoute,
  incidentAlerts: incidentAlertsRoute,
  alertList: alertListRoute,
  alertGet: alertGetRoute,
  eventSearch: eventSearchRoute,
  eventGet: eventGetRoute,
  eventRaw: eventRawRoute,
  sourceList: sourceListRoute,
  metricsGet: metricsGetRoute,
  healthGet: healthGetRoute,
  openapiGet: openapiGetRoute,
  meGet: meGetRoute,
};

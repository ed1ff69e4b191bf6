import { alertGet } from './alert-get.ts';
import { alertList } from './alert-list.ts';
import { eventGet } from './event-get.ts';
import { eventRaw } from './event-raw.ts';
import { eventSearch } from './event-search.ts';
import { healthGet } from './health-get.ts';
import { incidentAlerts } from './incident-alerts.ts';
import { incidentGet } from './incident-get.ts';
import { incidentList } from './incident-list.ts';
import { meGet } from './me-get.ts';
import { metricsGet } from './metrics-get.ts';
import { openapiGet } from './openapi-get.ts';
import { sourceList } from './source-list.ts';

/** Every operation of the API. */
export const operations = {
  incidentList,
  incidentGet,
  incidentAlerts,
  alertList,
  alertGet,
  eventSearch,
  eventGet,
  eventRaw,
  sourceList,
  metricsGet,
  healthGet,
  openapiGet,
  meGet,
} as const;
export type OperationName = keyof typeof operations;

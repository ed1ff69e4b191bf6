import { actionList } from './action-list.ts';
import { actionRollback } from './action-rollback.ts';
import { alertGet } from './alert-get.ts';
import { alertList } from './alert-list.ts';
import { auditList } from './audit-list.ts';
import { automationGet } from './automation-get.ts';
import { automationSet } from './automation-set.ts';
import { eventGet } from './event-get.ts';
import { eventRaw } from './event-raw.ts';
import { eventSearch } from './event-search.ts';
import { healthGet } from './health-get.ts';
import { huntCancel } from './hunt-cancel.ts';
import { huntGet } from './hunt-get.ts';
import { huntList } from './hunt-list.ts';
import { huntStart } from './hunt-start.ts';
import { incidentAlerts } from './incident-alerts.ts';
import { incidentAssessment } from './incident-assessment.ts';
import { incidentGet } from './incident-get.ts';
import { incidentList } from './incident-list.ts';
import { incidentPlaybooks } from './incident-playbooks.ts';
import { meGet } from './me-get.ts';
import { metricsGet } from './metrics-get.ts';
import { metricsIncidents } from './metrics-incidents.ts';
import { metricsResponse } from './metrics-response.ts';
import { notificationList } from './notification-list.ts';
import { openapiGet } from './openapi-get.ts';
import { playbookApprove } from './playbook-approve.ts';
import { playbookGet } from './playbook-get.ts';
import { playbookList } from './playbook-list.ts';
import { reportLink } from './report-link.ts';
import { reportList } from './report-list.ts';
import { sourceList } from './source-list.ts';

/** Every operation of the API. */
export const operations = {
  incidentList,
  incidentGet,
  incidentAlerts,
  incidentAssessment,
  incidentPlaybooks,
  alertList,
  alertGet,
  eventSearch,
  eventGet,
  eventRaw,
  playbookList,
  playbookGet,
  playbookApprove,
  actionList,
  actionRollback,
  automationGet,
  automationSet,
  auditList,
  notificationList,
  reportList,
  reportLink,
  huntStart,
  huntList,
  huntGet,
  huntCancel,
  sourceList,
  metricsGet,
  metricsIncidents,
  metricsResponse,
  healthGet,
  openapiGet,
  meGet,
} as const;
export type OperationName = keyof typeof operations;

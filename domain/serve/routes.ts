import type { OperationName } from './contract/operations.ts';
import type { Route } from './route.ts';
import { actionListRoute } from './routes/action-list.ts';
import { actionRollbackRoute } from './routes/action-rollback.ts';
import { alertGetRoute } from './routes/alert-get.ts';
import { alertListRoute } from './routes/alert-list.ts';
import { auditListRoute } from './routes/audit-list.ts';
import { automationGetRoute } from './routes/automation-get.ts';
import { automationSetRoute } from './routes/automation-set.ts';
import { eventGetRoute } from './routes/event-get.ts';
import { eventRawRoute } from './routes/event-raw.ts';
import { eventSearchRoute } from './routes/event-search.ts';
import { healthGetRoute } from './routes/health-get.ts';
import { huntCancelRoute } from './routes/hunt-cancel.ts';
import { huntGetRoute } from './routes/hunt-get.ts';
import { huntListRoute } from './routes/hunt-list.ts';
import { huntStartRoute } from './routes/hunt-start.ts';
import { incidentAlertsRoute } from './routes/incident-alerts.ts';
import { incidentAssessmentRoute } from './routes/incident-assessment.ts';
import { incidentGetRoute } from './routes/incident-get.ts';
import { incidentListRoute } from './routes/incident-list.ts';
import { incidentPlaybooksRoute } from './routes/incident-playbooks.ts';
import { meGetRoute } from './routes/me-get.ts';
import { metricsGetRoute } from './routes/metrics-get.ts';
import { metricsIncidentsRoute } from './routes/metrics-incidents.ts';
import { metricsResponseRoute } from './routes/metrics-response.ts';
import { notificationListRoute } from './routes/notification-list.ts';
import { openapiGetRoute } from './routes/openapi-get.ts';
import { playbookApproveRoute } from './routes/playbook-approve.ts';
import { playbookGetRoute } from './routes/playbook-get.ts';
import { playbookListRoute } from './routes/playbook-list.ts';
import { reportLinkRoute } from './routes/report-link.ts';
import { reportListRoute } from './routes/report-list.ts';
import { sourceListRoute } from './routes/source-list.ts';

/** The code behind every operation: one that is missing does not compile. */
export const routes: Readonly<Record<OperationName, Route>> = {
  incidentList: incidentListRoute,
  incidentGet: incidentGetRoute,
  incidentAlerts: incidentAlertsRoute,
  incidentAssessment: incidentAssessmentRoute,
  incidentPlaybooks: incidentPlaybooksRoute,
  alertList: alertListRoute,
  alertGet: alertGetRoute,
  eventSearch: eventSearchRoute,
  eventGet: eventGetRoute,
  eventRaw: eventRawRoute,
  playbookList: playbookListRoute,
  playbookGet: playbookGetRoute,
  playbookApprove: playbookApproveRoute,
  actionList: actionListRoute,
  actionRollback: actionRollbackRoute,
  automationGet: automationGetRoute,
  automationSet: automationSetRoute,
  auditList: auditListRoute,
  notificationList: notificationListRoute,
  reportList: reportListRoute,
  reportLink: reportLinkRoute,
  huntStart: huntStartRoute,
  huntList: huntListRoute,
  huntGet: huntGetRoute,
  huntCancel: huntCancelRoute,
  sourceList: sourceListRoute,
  metricsGet: metricsGetRoute,
  metricsIncidents: metricsIncidentsRoute,
  metricsResponse: metricsResponseRoute,
  healthGet: healthGetRoute,
  openapiGet: openapiGetRoute,
  meGet: meGetRoute,
};

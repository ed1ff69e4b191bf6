import { z } from 'zod';
import { Incident } from '../../model/incident.ts';
import { ALL_ROLES } from '../role.ts';
import { exampleAlert, exampleIncident } from './examples.ts';
import { operation } from './operation.ts';
import { IncidentId, nothing } from './parameters.ts';

export const incidentGet = operation({
  id: 'incident-get',
  method: 'GET',
  path: '/api/v1/incidents/{id}',
  tag: 'incidents',
  summary: 'One incident with its entities, techniques and alert ids',
  description: '`alert_ids` holds the first 200; GET /incidents/{id}/alerts pages through all of them.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: z.object({ id: IncidentId }),
  query: nothing,
  response: Incident.extend({ alert_ids: z.array(z.string()) }),
  example: { ...exampleIncident, alert_ids: [exampleAlert.id] },
});

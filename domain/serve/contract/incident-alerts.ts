import { z } from 'zod';
import { Alert } from '../../model/alert.ts';
import { LOG_READERS } from '../role.ts';
import { exampleAlert } from './examples.ts';
import { operation } from './operation.ts';
import { Cursor, IncidentId, Limit, pageOf } from './parameters.ts';

export const incidentAlerts = operation({
  id: 'incident-alerts',
  method: 'GET',
  path: '/api/v1/incidents/{id}/alerts',
  tag: 'incidents',
  summary: 'The alerts of an incident',
  access: 'tenant',
  roles: LOG_READERS,
  params: z.object({ id: IncidentId }),
  query: z.strictObject({ limit: Limit, cursor: Cursor }),
  response: pageOf(Alert).extend({
    missing: z.array(z.string()).meta({ description: 'Ids of alerts that the store no longer holds.' }),
  }),
  example: { items: [exampleAlert], missing: [] },
});

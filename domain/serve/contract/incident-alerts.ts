import { z } from 'zod';
import { LOG_READERS } from '../role.ts';
import { exampleAlert } from './examples.ts';
import { operation } from './operation.ts';
import { Cursor, IncidentId, Limit, pageOf } from './parameters.ts';
import { AlertResource } from './schemas.ts';

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
  response: pageOf(AlertResource).extend({
    missing: z.array(z.string()).meta({ description: 'Ids of alerts that the store no longer holds.' }),
  }),
  example: { items: [exampleAlert], missing: [] },
});

import { z } from 'zod';
import { Band } from '../../model/alert.ts';
import { IncidentStatus } from '../../model/incident.ts';
import { ALL_ROLES } from '../role.ts';
import { exampleIncident } from './examples.ts';
import { operation } from './operation.ts';
import { Cursor, Instant, Limit, many, nothing, pageOf } from './parameters.ts';
import { IncidentResource } from './schemas.ts';

export const incidentList = operation({
  id: 'incident-list',
  method: 'GET',
  path: '/api/v1/incidents',
  tag: 'incidents',
  summary: 'Incidents of the tenant, last event first',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({
    status: many(IncidentStatus),
    band: many(Band),
    from: Instant.optional().meta({ description: 'Last event at or after.' }),
    to: Instant.optional().meta({ description: 'Last event before.' }),
    limit: Limit,
    cursor: Cursor,
  }),
  response: pageOf(IncidentResource),
  example: { items: [exampleIncident] },
});

import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { examplePlanSummary } from './examples-response.ts';
import { operation } from './operation.ts';
import { IncidentId, nothing } from './parameters.ts';
import { PlanSummary } from './schemas.ts';

export const incidentPlaybooks = operation({
  id: 'incident-playbooks',
  method: 'GET',
  path: '/api/v1/incidents/{id}/playbooks',
  tag: 'incidents',
  summary: 'The plans of an incident, newest revision first',
  access: 'tenant',
  roles: ALL_ROLES,
  params: z.object({ id: IncidentId }),
  query: nothing,
  response: z.object({ items: z.array(PlanSummary) }),
  example: { items: [examplePlanSummary] },
});

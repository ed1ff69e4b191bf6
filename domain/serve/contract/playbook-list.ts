import { z } from 'zod';
import { PlanStatus } from '../../model/plan.ts';
import { ALL_ROLES } from '../role.ts';
import { examplePlanSummary } from './examples-response.ts';
import { operation } from './operation.ts';
import { Cursor, Limit, many, nothing, pageOf } from './parameters.ts';
import { PlanSummary } from './schemas.ts';

export const playbookList = operation({
  id: 'playbook-list',
  method: 'GET',
  path: '/api/v1/playbooks',
  tag: 'playbooks',
  summary: 'Plans of the tenant, newest first',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({ status: many(PlanStatus), limit: Limit, cursor: Cursor }),
  response: pageOf(PlanSummary),
  example: { items: [examplePlanSummary] },
});

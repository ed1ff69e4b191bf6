import { z } from 'zod';
import { DECIDERS } from '../role.ts';
import { command } from './operation.ts';
import { nothing } from './parameters.ts';
import { AutomationResource } from './schemas.ts';

export const automationSet = command({
  id: 'automation-set',
  method: 'POST',
  path: '/api/v1/automation',
  tag: 'automation',
  summary: 'Engages or releases the kill switch',
  description:
    'Engaged: nothing is executed for the tenant, whoever approved it. What was executed stays; POST /rollback takes it back. A switch of the whole platform stays engaged.',
  access: 'tenant',
  roles: DECIDERS,
  params: nothing,
  query: nothing,
  body: z.strictObject({ kill_switch: z.boolean() }),
  bodyExample: { kill_switch: true },
  response: AutomationResource,
  example: { mode: 'human', kill_switch: true, approval_minutes: 60 },
});

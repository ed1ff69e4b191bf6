import { ALL_ROLES } from '../role.ts';
import { operation } from './operation.ts';
import { nothing } from './parameters.ts';
import { AutomationResource } from './schemas.ts';

export const automationGet = operation({
  id: 'automation-get',
  method: 'GET',
  path: '/api/v1/automation',
  tag: 'automation',
  summary: 'What happens without a person, and the kill switch',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: nothing,
  response: AutomationResource,
  example: { mode: 'human', kill_switch: false, approval_minutes: 60 },
});

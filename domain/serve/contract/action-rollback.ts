import { z } from 'zod';
import { DECIDERS } from '../role.ts';
import { exampleAction } from './examples-response.ts';
import { command } from './operation.ts';
import { ActionId, nothing } from './parameters.ts';
import { ActionResource } from './schemas.ts';

export const actionRollback = command({
  id: 'action-rollback',
  method: 'POST',
  path: '/api/v1/rollback',
  tag: 'actions',
  summary: 'Takes an action back',
  description:
    'Takes back only what the action itself changed. An action that was taken back before is answered as it is.',
  access: 'tenant',
  roles: DECIDERS,
  params: nothing,
  query: nothing,
  body: z.strictObject({ action_id: ActionId }),
  bodyExample: { action_id: exampleAction.action_id },
  conflict: 'The action is not in a state from which it can be taken back.',
  response: ActionResource,
  example: { ...exampleAction, status: 'rolled_back', detail: 'The address is out of the set.' },
});

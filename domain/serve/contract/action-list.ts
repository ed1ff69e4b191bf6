import { z } from 'zod';
import { ActionStatus } from '../../model/response.ts';
import { ALL_ROLES } from '../role.ts';
import { exampleAction } from './examples-response.ts';
import { operation } from './operation.ts';
import { Cursor, IncidentId, Limit, many, nothing, PlaybookId, pageOf } from './parameters.ts';
import { ActionResource } from './schemas.ts';

export const actionList = operation({
  id: 'action-list',
  method: 'GET',
  path: '/api/v1/actions',
  tag: 'actions',
  summary: 'Response actions, newest first',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({
    incident_id: IncidentId.optional(),
    playbook_id: PlaybookId.optional(),
    status: many(ActionStatus),
    limit: Limit,
    cursor: Cursor,
  }),
  response: pageOf(ActionResource),
  example: { items: [exampleAction] },
});

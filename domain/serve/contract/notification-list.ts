import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { exampleNotification } from './examples-response.ts';
import { operation } from './operation.ts';
import { Cursor, Limit, nothing, pageOf } from './parameters.ts';
import { NotificationResource } from './schemas.ts';

export const notificationList = operation({
  id: 'notification-list',
  method: 'GET',
  path: '/api/v1/notifications',
  tag: 'notifications',
  summary: 'What somebody should know, newest first',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({ limit: Limit, cursor: Cursor }),
  response: pageOf(NotificationResource),
  example: { items: [exampleNotification] },
});

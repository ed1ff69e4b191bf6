import { z } from 'zod';
import { LOG_READERS } from '../role.ts';
import { exampleAlert } from './examples.ts';
import { operation } from './operation.ts';
import { AlertId, nothing } from './parameters.ts';
import { AlertResource } from './schemas.ts';

export const alertGet = operation({
  id: 'alert-get',
  method: 'GET',
  path: '/api/v1/alerts/{id}',
  tag: 'alerts',
  summary: 'One alert',
  access: 'tenant',
  roles: LOG_READERS,
  params: z.object({ id: AlertId }),
  query: nothing,
  response: AlertResource,
  example: exampleAlert,
});

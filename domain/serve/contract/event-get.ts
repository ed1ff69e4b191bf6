import { z } from 'zod';
import { LOG_READERS } from '../role.ts';
import { exampleEvent } from './examples.ts';
import { operation } from './operation.ts';
import { EventIdParameter, nothing } from './parameters.ts';
import { EventResource } from './schemas.ts';

export const eventGet = operation({
  id: 'event-get',
  method: 'GET',
  path: '/api/v1/events/{id}',
  tag: 'events',
  summary: 'One normalized event',
  access: 'tenant',
  roles: LOG_READERS,
  params: z.object({ id: EventIdParameter }),
  query: nothing,
  response: EventResource,
  example: exampleEvent,
});

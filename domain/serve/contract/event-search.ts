import { z } from 'zod';
import { LOG_READERS } from '../role.ts';
import { exampleEvent } from './examples.ts';
import { operation } from './operation.ts';
import { Cursor, Instant, Limit, many, nothing, pageOf, text } from './parameters.ts';
import { EventResource } from './schemas.ts';

export const eventSearch = operation({
  id: 'event-search',
  method: 'GET',
  path: '/api/v1/events',
  tag: 'events',
  summary: 'Search of normalized events, newest first',
  description: 'Words and filters are values, never a query language.',
  access: 'tenant',
  roles: LOG_READERS,
  params: nothing,
  query: z.strictObject({
    filter: many(text(600)).meta({
      description: '`field=value` with a field of the catalogue, for example `source_ip=198.51.100.7`. All must hold.',
    }),
    q: text(200).optional().meta({ description: 'Words that the line holds, all of them.' }),
    from: Instant.optional().meta({ description: 'Event time at or after; 24 hours before `to` by default.' }),
    to: Instant.optional().meta({ description: 'Event time before; now by default. At most 31 days after `from`.' }),
    limit: Limit,
    cursor: Cursor,
  }),
  response: pageOf(EventResource),
  example: { items: [exampleEvent] },
});

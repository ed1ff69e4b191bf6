import { z } from 'zod';
import { LOG_READERS } from '../role.ts';
import { exampleAlert } from './examples.ts';
import { operation } from './operation.ts';
import { Cursor, Instant, Limit, nothing, pageOf } from './parameters.ts';
import { AlertResource } from './schemas.ts';

export const alertList = operation({
  id: 'alert-list',
  method: 'GET',
  path: '/api/v1/alerts',
  tag: 'alerts',
  summary: 'Alerts by event time, oldest first',
  access: 'tenant',
  roles: LOG_READERS,
  params: nothing,
  query: z.strictObject({
    from: Instant.optional().meta({ description: 'Event time at or after; 24 hours before `to` by default.' }),
    to: Instant.optional().meta({ description: 'Event time before; now by default. At most 31 days after `from`.' }),
    rule: z
      .string()
      .regex(/^\d{1,10}$/, 'a rule id is a number')
      .optional()
      .meta({ description: 'Alerts of this rule id only.' }),
    min_level: z.coerce.number().int().min(0).max(16).optional().meta({ description: 'Rule level at least.' }),
    limit: Limit,
    cursor: Cursor,
  }),
  response: pageOf(AlertResource),
  example: { items: [exampleAlert] },
});

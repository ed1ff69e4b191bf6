import { z } from 'zod';
import { COUNTERS } from '../../ports/metrics-reader.ts';
import { ALL_ROLES } from '../role.ts';
import { operation } from './operation.ts';
import { Instant, nothing } from './parameters.ts';

export const metricsGet = operation({
  id: 'metrics-get',
  method: 'GET',
  path: '/api/v1/metrics',
  tag: 'metrics',
  summary: 'What each step did with the lines of the tenant, over closed minutes',
  description:
    'offered = archived + rejected; archived = normalized + quarantined; normalized = evaluated + errored + skipped; alerts = in_incidents + suppressed.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({
    from: Instant.optional().meta({ description: 'One hour before `to` by default; rounded down to the minute.' }),
    to: Instant.optional().meta({
      description: 'The last closed minute by default; rounded down. At most 24 hours after `from`.',
    }),
  }),
  response: z.object({ from: z.string(), to: z.string(), counters: z.record(z.enum(COUNTERS), z.number().int()) }),
  example: {
    from: '2026-02-18T09:30:00.000Z',
    to: '2026-02-18T10:30:00.000Z',
    counters: {
      offered: 180_000,
      rejected: 0,
      archived: 180_000,
      normalized: 179_998,
      quarantined: 2,
      evaluated: 179_998,
      errored: 0,
      skipped: 0,
      alerts: 41,
      in_incidents: 39,
      suppressed: 2,
    },
  },
});

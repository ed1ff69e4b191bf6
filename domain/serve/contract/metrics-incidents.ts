import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { operation } from './operation.ts';
import { Instant, nothing } from './parameters.ts';

const Count = z.number().int();

export const metricsIncidents = operation({
  id: 'metrics-incidents',
  method: 'GET',
  path: '/api/v1/metrics/incidents',
  tag: 'metrics',
  summary: 'Incidents by band over time, by their first event',
  description: 'A row a step, oldest first, those without incidents too.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: z.strictObject({
    from: Instant.optional().meta({ description: '24 hours before `to` by default; rounded down to a step.' }),
    to: Instant.optional().meta({ description: 'Now by default; rounded up to a step. At most 31 days after `from`.' }),
    step: z
      .enum(['1m', '5m', '15m', '1h', '1d'])
      .optional()
      .meta({ description: 'At most 1500 of them; without it as fine as gives 300 or fewer.' }),
  }),
  response: z.object({
    from: z.string(),
    to: z.string(),
    step: z.string(),
    items: z.array(z.object({ time: z.string(), LOW: Count, MEDIUM: Count, HIGH: Count, CRITICAL: Count })),
  }),
  example: {
    from: '2026-02-18T10:00:00.000Z',
    to: '2026-02-18T11:00:00.000Z',
    step: '1h',
    items: [{ time: '2026-02-18T10:00:00.000Z', LOW: 0, MEDIUM: 2, HIGH: 0, CRITICAL: 1 }],
  },
});

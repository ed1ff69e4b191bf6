import { z } from 'zod';
import { operation } from './operation.ts';
import { nothing } from './parameters.ts';

const Status = z.enum(['ok', 'degraded']);

export const healthGet = operation({
  id: 'health-get',
  method: 'GET',
  path: '/api/v1/health',
  tag: 'health',
  summary: 'Whether the API and the stores behind it answer',
  description: 'Without a token only `status`; with one, each part.',
  access: 'optional',
  roles: [],
  params: nothing,
  query: nothing,
  response: z.object({
    status: Status,
    parts: z
      .array(z.object({ part: z.string(), status: Status, latency_ms: z.number(), detail: z.string().optional() }))
      .optional(),
  }),
  example: { status: 'ok', parts: [{ part: 'postgres', status: 'ok', latency_ms: 3 }] },
});

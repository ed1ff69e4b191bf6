import { z } from 'zod';
import { Trust } from '../../model/envelope.ts';
import { ALL_ROLES } from '../role.ts';
import { operation } from './operation.ts';
import { nothing } from './parameters.ts';

export const sourceList = operation({
  id: 'source-list',
  method: 'GET',
  path: '/api/v1/sources',
  tag: 'sources',
  summary: 'Configured sources, when each was last seen and how much it sent',
  access: 'tenant',
  roles: ALL_ROLES,
  params: nothing,
  query: nothing,
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        ingress: z.enum(['tcp', 'udp', 'http', 'webhook', 'file']),
        trust: Trust,
        enabled: z.boolean(),
        last_seen_at: z.string().optional(),
        lines_last_hour: z.number().int(),
      }),
    ),
  }),
  example: {
    items: [
      {
        id: 'tcp-5140',
        ingress: 'tcp',
        trust: 'medium',
        enabled: true,
        last_seen_at: '2026-02-18T10:30:45.120Z',
        lines_last_hour: 180_000,
      },
    ],
  },
});

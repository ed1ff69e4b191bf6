import { z } from 'zod';
import { Trust } from '../../model/envelope.ts';
import { Condition } from '../../sources/condition.ts';
import { ALL_ROLES } from '../role.ts';
import { operation } from './operation.ts';
import { nothing } from './parameters.ts';

export const sourceList = operation({
  id: 'source-list',
  method: 'GET',
  path: '/api/v1/sources',
  tag: 'sources',
  summary:
    'Configured sources, when each was last seen, how much it sent, what is wrong with it and what is blind by it',
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
        condition: Condition.optional(),
        since: z.string().optional(),
        blind_rules: z.array(z.string()).optional(),
        blind_techniques: z.array(z.string()).optional(),
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
        condition: 'silent',
        since: '2026-02-18T10:30:45.120Z',
        blind_rules: ['100701'],
        blind_techniques: ['T1046'],
      },
    ],
  },
});

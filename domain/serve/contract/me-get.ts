import { z } from 'zod';
import { TenantId } from '../../model/tenant.ts';
import { Role } from '../role.ts';
import { operation } from './operation.ts';
import { nothing } from './parameters.ts';

export const meGet = operation({
  id: 'me-get',
  method: 'GET',
  path: '/api/v1/me',
  tag: 'me',
  summary: 'Who the token says you are: your tenants and roles',
  access: 'user',
  roles: [],
  params: nothing,
  query: nothing,
  response: z.object({
    subject: z.string(),
    username: z.string().optional(),
    tenants: z.array(TenantId),
    roles: z.array(Role),
  }),
  example: {
    subject: '6f1c1d1e-0000-4000-8000-000000000001',
    username: 'ana.lyst',
    tenants: [TenantId.parse('acme-bank')],
    roles: ['analyst'],
  },
});

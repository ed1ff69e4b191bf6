import { z } from 'zod';
import { EVIDENCE_READERS } from '../role.ts';
import { exampleHunt, HuntResource } from './hunt-resource.ts';
import { operation } from './operation.ts';
import { Cursor, Limit, nothing, pageOf } from './parameters.ts';

export const huntList = operation({
  id: 'hunt-list',
  method: 'GET',
  path: '/api/v1/hunts',
  tag: 'hunts',
  summary: 'Hunts of the tenant, newest first',
  description: 'Hunts are kept for 90 days.',
  access: 'tenant',
  roles: EVIDENCE_READERS,
  params: nothing,
  query: z.strictObject({ limit: Limit, cursor: Cursor }),
  response: pageOf(HuntResource),
  example: { items: [exampleHunt] },
});

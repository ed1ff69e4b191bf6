import { z } from 'zod';
import { EVIDENCE_READERS } from '../role.ts';
import { exampleHunt, exampleHuntAlert, HuntAlertResource, HuntId, HuntResource } from './hunt-resource.ts';
import { operation } from './operation.ts';
import { nothing } from './parameters.ts';

export const huntGet = operation({
  id: 'hunt-get',
  method: 'GET',
  path: '/api/v1/hunts/{id}',
  tag: 'hunts',
  summary: 'One hunt: how far it is, what it found, its first 100 alerts',
  access: 'tenant',
  roles: EVIDENCE_READERS,
  params: z.object({ id: HuntId }),
  query: nothing,
  response: z.object({ hunt: HuntResource, alerts: z.array(HuntAlertResource).max(100) }),
  example: { hunt: exampleHunt, alerts: [exampleHuntAlert] },
});

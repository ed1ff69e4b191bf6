import { z } from 'zod';
import { HUNTERS } from '../role.ts';
import { exampleHunt, HuntId, HuntResource } from './hunt-resource.ts';
import { command } from './operation.ts';
import { nothing } from './parameters.ts';

export const huntCancel = command({
  id: 'hunt-cancel',
  method: 'POST',
  path: '/api/v1/hunts/cancel',
  tag: 'hunts',
  summary: 'Ends a hunt that is under way',
  description: 'What it found until then stays. One that has ended is answered as it is.',
  access: 'tenant',
  roles: HUNTERS,
  params: nothing,
  query: nothing,
  body: z.strictObject({ hunt_id: HuntId }),
  bodyExample: { hunt_id: exampleHunt.hunt_id },
  response: HuntResource,
  example: { ...exampleHunt, status: 'cancelled' },
});

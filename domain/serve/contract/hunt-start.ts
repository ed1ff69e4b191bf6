import { HUNTERS } from '../role.ts';
import { exampleHunt, HuntRequest, HuntResource } from './hunt-resource.ts';
import { command } from './operation.ts';
import { nothing } from './parameters.ts';

export const huntStart = command({
  id: 'hunt-start',
  method: 'POST',
  path: '/api/v1/hunts',
  tag: 'hunts',
  summary: 'Tries changed rules or a suppression on the archive',
  description:
    'Compares the alerts of the period with those of the current rules, and changes nothing. Goes on by itself: ask for it under its `hunt_id`. A tenant hunts one at a time. An incident counts as confirmed where its plan was approved or an action ran.',
  access: 'tenant',
  roles: HUNTERS,
  params: nothing,
  query: nothing,
  status: 202,
  body: HuntRequest,
  bodyExample: {
    suppression: { rule_id: '100130', where: { field: 'ip', value: '198.51.100.7' } },
    from: '2026-01-19T12:00:00Z',
    to: '2026-02-18T12:00:00Z',
  },
  conflict: 'Another hunt of the tenant runs: wait for it or cancel it.',
  response: HuntResource,
  example: exampleHunt,
});

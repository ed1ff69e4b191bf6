import { z } from 'zod';
import { DECIDERS } from '../role.ts';
import { exampleApproval } from './examples-response.ts';
import { command } from './operation.ts';
import { nothing, PlaybookId, paragraph } from './parameters.ts';
import { ApprovalResource } from './schemas.ts';

export const playbookApprove = command({
  id: 'playbook-approve',
  method: 'POST',
  path: '/api/v1/approve',
  tag: 'playbooks',
  summary: 'Approves or denies a plan',
  description:
    'Bound to the plan by its hash: a plan that has changed needs a new look. The first decision counts; the same again is answered with the decision that stands.',
  access: 'tenant',
  roles: DECIDERS,
  params: nothing,
  query: nothing,
  body: z.strictObject({
    playbook_id: PlaybookId,
    plan_hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the `plan_hash` of the plan that you saw'),
    decision: z.enum(['approved', 'denied']),
    comment: paragraph(1000).optional(),
  }),
  bodyExample: {
    playbook_id: exampleApproval.playbook_id,
    plan_hash: exampleApproval.plan_hash,
    decision: 'approved',
    comment: 'Seen, not one of ours.',
  },
  conflict: 'The plan is not the one that you saw, or it was decided otherwise, has expired or was replaced.',
  response: ApprovalResource,
  example: exampleApproval,
});

import { z } from 'zod';
import { ALL_ROLES } from '../role.ts';
import { exampleAction, exampleApproval, examplePlan } from './examples-response.ts';
import { operation } from './operation.ts';
import { nothing, PlaybookId } from './parameters.ts';
import { ActionResource, ApprovalResource, PlanResource } from './schemas.ts';

export const playbookGet = operation({
  id: 'playbook-get',
  method: 'GET',
  path: '/api/v1/playbooks/{id}',
  tag: 'playbooks',
  summary: 'One plan with its approval and its actions',
  description: 'Send `plan.plan_hash` with a decision: it binds the decision to the plan as you saw it.',
  access: 'tenant',
  roles: ALL_ROLES,
  params: z.object({ id: PlaybookId }),
  query: nothing,
  response: z.object({ plan: PlanResource, approval: ApprovalResource.optional(), actions: z.array(ActionResource) }),
  example: { plan: examplePlan, approval: exampleApproval, actions: [exampleAction] },
});

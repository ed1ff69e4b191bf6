import type { z } from 'zod';
import type { ResponsePolicy } from '../ports/response-policies.ts';
import type { AutomationResource } from './contract/schemas.ts';

/** A tenant's policy as the API tells it; its never-block list stays inside. */
export const automationOf = (policy: ResponsePolicy): z.input<typeof AutomationResource> => ({
  mode: policy.mode,
  kill_switch: policy.killSwitch,
  approval_minutes: policy.approvalMinutes,
});

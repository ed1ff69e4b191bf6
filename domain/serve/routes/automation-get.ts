import { ok } from '../../model/result.ts';
import { automationOf } from '../automation.ts';
import { automationGet } from '../contract/automation-get.ts';
import { tenantRoute } from '../route.ts';

export const automationGetRoute = tenantRoute(automationGet, async (tenant, _request, services) =>
  ok(automationOf(await services.policies.of(tenant))),
);

import type { Plan } from '../../domain/model/plan.ts';
import type { Approval } from '../../domain/model/response.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { byTenant } from './by-tenant.ts';

export type KeptApproval = { readonly approval: Approval; readonly taskToken: string };

/** By playbook id. */
export type TenantPlans = { readonly plans: Map<string, Plan>; readonly approvals: Map<string, KeptApproval> };

export type PlanState = (tenant: TenantId) => TenantPlans;

export const planState = (): PlanState => byTenant(() => ({ plans: new Map(), approvals: new Map() }));

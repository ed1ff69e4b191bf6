import { z } from 'zod';
import type { TenantId } from '../model/tenant.ts';
import { decideAutomation } from './automation.ts';
import { automationFacts } from './automation-facts.ts';
import { currentPlan } from './current-plan.ts';
import type { ApprovePorts } from './ports.ts';
import type { PlanSubject } from './subject.ts';
import { moveIncident } from './transition.ts';

export type DecideAnswer = {
  readonly status: 'stale' | 'record' | 'wait' | 'execute';
  /** How long a plan waits for a person. */
  readonly wait_seconds: number;
};

export type DecidePorts = Pick<
  ApprovePorts,
  'incidents' | 'alerts' | 'plans' | 'policies' | 'audit' | 'lifecycle' | 'clock'
>;

const STALE: DecideAnswer = { status: 'stale', wait_seconds: 0 };
const DecidedEntry = z.object({ decision: z.enum(['record', 'wait', 'execute']) });

/**
 * Whether the plan is recorded, waits or is executed, by the tenant's policy; audited. The first decision on a plan stays,
 * whatever the policy says when the step is repeated. A plan that is executed without a person is approved hereby.
 */
export const decidePlan = async (tenant: TenantId, subject: PlanSubject, ports: DecidePorts): Promise<DecideAnswer> => {
  const current = await currentPlan(tenant, subject, ports);
  if (current === 'stale') return STALE;
  const { plan, incident } = current;
  const { mode, killSwitch, approvalMinutes } = await ports.policies.of(tenant);
  const facts = await automationFacts(tenant, current, killSwitch, ports);
  const { kind, notify, reasons } = decideAutomation(mode, incident.band, facts);
  const detail = {
    policy: mode,
    band: incident.band,
    decision: kind,
    notify,
    reasons: reasons.join('; '),
    plan_hash: plan.plan_hash,
  };
  const entry = await ports.audit.append(
    tenant,
    `automation_decided/${plan.playbook_id}`,
    {
      actor: 'system:approve',
      kind: 'automation_decided',
      subject: plan.playbook_id,
      incidentId: incident.incident_id,
      detail,
    },
    ports.clock(),
  );
  const { decision } = DecidedEntry.parse(entry.detail);
  if (decision === 'execute') {
    if ((await moveIncident(tenant, subject, 'approved', ports)) === 'stale') return STALE;
    await ports.plans.move(tenant, plan.playbook_id, ['pending_approval'], 'approved');
  }
  return { status: decision, wait_seconds: approvalMinutes * 60 };
};

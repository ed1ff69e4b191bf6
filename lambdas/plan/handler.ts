import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Hasher } from '../../domain/model/hashing.ts';
import { type Plan, playbookIdOf } from '../../domain/model/plan.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { Clock } from '../../domain/model/time.ts';
import { planIncident } from '../../domain/plan/plan-incident.ts';
import type { AssessmentStore } from '../../domain/ports/assessment-store.ts';
import type { AuditLog } from '../../domain/ports/audit-log.ts';
import type { IncidentLifecycle } from '../../domain/ports/incident-lifecycle.ts';
import type { PlanStore } from '../../domain/ports/plan-store.ts';
import type { Workflow } from '../../domain/ports/workflow.ts';
import { type IncidentPorts, incidentInHand } from '../../domain/score/incident-in-hand.ts';
import { enterStep, IncidentStepInput } from '../support/incident-step.ts';

export type Dependencies = IncidentPorts & {
  readonly lifecycle: Pick<IncidentLifecycle, 'transition'>;
  readonly assessments: Pick<AssessmentStore, 'score' | 'enrichment'>;
  readonly plans: Pick<PlanStore, 'put'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly workflow: Pick<Workflow, 'resume'>;
  readonly hasher: Hasher;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

export type PlanAnswer = { readonly status: 'planned' | 'stale'; readonly playbook_id: string };

const ACTOR = 'system:plan';

type Voided = Awaited<ReturnType<PlanStore['put']>>['voided'];

/**
 * Plans a revision of an incident, and voids the plans of earlier ones. Repeating it changes nothing: the first plan of
 * a revision stays, audit entries have keys, an execution that was told takes nothing more.
 */
export const planHandler = ({
  lifecycle,
  assessments,
  plans,
  audit,
  workflow,
  hasher,
  clock,
  logger,
  metrics,
  ...ports
}: Dependencies) => {
  const recordPlan = (tenant: TenantId, plan: Plan): Promise<unknown> =>
    audit.append(
      tenant,
      `plan_created/${plan.playbook_id}`,
      {
        actor: ACTOR,
        kind: 'plan_created',
        subject: plan.playbook_id,
        incidentId: plan.incident_id,
        detail: {
          plan_hash: plan.plan_hash,
          revision: plan.revision,
          priority: plan.priority,
          planner: plan.planner,
          actions: plan.soar_actions.length,
        },
      },
      clock(),
    );

  const settleVoided = async (tenant: TenantId, plan: Plan, voided: Voided): Promise<void> => {
    for (const { playbookId, taskToken } of voided) {
      await audit.append(
        tenant,
        `plan_voided/${playbookId}`,
        {
          actor: ACTOR,
          kind: 'plan_voided',
          subject: playbookId,
          incidentId: plan.incident_id,
          detail: { replaced_by: plan.playbook_id },
        },
        clock(),
      );
      if (taskToken !== undefined) await workflow.resume(taskToken, { decision: 'voided' });
    }
  };

  return async (event: unknown): Promise<PlanAnswer> => {
    const input = IncidentStepInput.parse(event);
    const { tenant, incident_id: incidentId, revision } = input;
    const playbook_id = playbookIdOf(incidentId, revision);
    if (!(await enterStep(lifecycle, input, 'planning', clock()))) return { status: 'stale', playbook_id };
    const [found, score, enrichment] = await Promise.all([
      incidentInHand(tenant, { incidentId, revision }, ports),
      assessments.score(tenant, { incidentId, revision }),
      assessments.enrichment(tenant, { incidentId, revision }),
    ]);
    if (found === undefined) return { status: 'stale', playbook_id };
    if (score === undefined || enrichment === undefined)
      throw new Error(`revision ${revision} of ${incidentId} was not scored and enriched before it was planned`);
    const { incident, alerts } = found;
    const createdAt = new Date(clock()).toISOString();
    const { plan, voided } = await plans.put(
      tenant,
      planIncident({ incident, alerts, score, enrichment, createdAt }, hasher),
    );
    await recordPlan(tenant, plan);
    await settleVoided(tenant, plan, voided);
    logger.info('planned', { tenant, incident: incidentId, plan: plan.playbook_id, actions: plan.soar_actions.length });
    metrics.addMetric('planned', MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    return { status: plan.status === 'voided' ? 'stale' : 'planned', playbook_id };
  };
};

import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { decidePlan } from '../../domain/approve/decide.ts';
import { escalate } from '../../domain/approve/escalate.ts';
import { expireApproval } from '../../domain/approve/expire.ts';
import type { ApprovePorts } from '../../domain/approve/ports.ts';
import { recordPlan } from '../../domain/approve/record.ts';
import { requestApproval } from '../../domain/approve/request.ts';
import { settleApproval } from '../../domain/approve/settle.ts';
import { never } from '../../domain/model/result.ts';
import { subjectOf } from '../support/plan-step.ts';
import { ApproveInput } from './input.ts';

export type Dependencies = ApprovePorts & { readonly logger: Logger; readonly metrics: Metrics };

/** What the state machine reads of the answer. */
export type ApproveAnswer = { readonly status?: string; readonly decision?: string; readonly wait_seconds?: number };

const answer = async (input: ApproveInput, ports: ApprovePorts): Promise<ApproveAnswer> => {
  const { tenant } = input;
  switch (input.operation) {
    case 'decide':
      return await decidePlan(tenant, subjectOf(input), ports);
    case 'request':
      return await requestApproval(tenant, subjectOf(input), input.task_token, ports);
    case 'expire':
      return await expireApproval(tenant, subjectOf(input), ports);
    case 'settle':
      return await settleApproval(tenant, subjectOf(input), ports);
    case 'record':
      return await recordPlan(tenant, subjectOf(input), ports);
    case 'escalate': {
      const { incident_id: incidentId, revision, step, error, cause, action_id } = input;
      const trouble = { step, error, cause, ...(action_id !== undefined && { actionId: action_id }) };
      return await escalate(tenant, { incidentId, revision }, trouble, ports);
    }
    default:
      return never(input);
  }
};

/** One operation on the approval of a plan. The task token is never logged: whoever has it can approve. */
export const approveHandler =
  ({ logger, metrics, ...ports }: Dependencies) =>
  async (event: unknown): Promise<ApproveAnswer> => {
    const input = ApproveInput.parse(event);
    const { operation, tenant, incident_id, revision } = input;
    const answered = await answer(input, ports);
    logger.info(operation, { tenant, incident: incident_id, revision, ...answered });
    metrics.addMetric(`approve_${operation}`, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    return answered;
  };

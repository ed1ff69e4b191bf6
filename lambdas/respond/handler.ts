import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { never } from '../../domain/model/result.ts';
import { beginResponse } from '../../domain/respond/begin.ts';
import { abortAction, executeAction } from '../../domain/respond/execute-action.ts';
import { finishResponse } from '../../domain/respond/finish.ts';
import type { RespondPorts } from '../../domain/respond/ports.ts';
import { subjectOf } from '../support/plan-step.ts';
import { RespondInput } from './input.ts';

export type Dependencies = RespondPorts & { readonly logger: Logger; readonly metrics: Metrics };

/** What the state machine reads of the answer. */
export type RespondAnswer = { readonly status: string; readonly action_ids?: readonly string[] };

/** Throws where the action is none of the plan that the execution works on. */
const actionIn = ({ action_id, playbook_id }: { action_id: string; playbook_id: string }): string => {
  if (!action_id.startsWith(`${playbook_id}/`)) throw new Error(`${action_id} is no action of ${playbook_id}`);
  return action_id;
};

const answer = async (input: RespondInput, ports: RespondPorts): Promise<RespondAnswer> => {
  const { tenant } = input;
  switch (input.operation) {
    case 'begin':
      return await beginResponse(tenant, subjectOf(input), ports);
    case 'execute':
      return await executeAction(tenant, actionIn(input), ports);
    case 'abort':
      return await abortAction(tenant, actionIn(input), ports);
    case 'finish':
      return await finishResponse(tenant, subjectOf(input), ports);
    default:
      return never(input);
  }
};

/** One operation on the response of a plan. */
export const respondHandler =
  ({ logger, metrics, ...ports }: Dependencies) =>
  async (event: unknown): Promise<RespondAnswer> => {
    const input = RespondInput.parse(event);
    const { operation, tenant, playbook_id } = input;
    const answered = await answer(input, ports);
    const action = 'action_id' in input ? { action: input.action_id } : {};
    logger.info(operation, { tenant, plan: playbook_id, ...action, ...answered });
    metrics.addMetric(`respond_${operation}`, MetricUnit.Count, 1);
    if (operation === 'execute') metrics.addMetric(`actions_${answered.status}`, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    return answered;
  };

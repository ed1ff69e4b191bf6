import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { Clock } from '../../domain/model/time.ts';
import type { IncidentRepository } from '../../domain/ports/incident-repository.ts';
import { readAlertMessage } from './alert-message.ts';

export type Dependencies = {
  readonly incidents: Pick<IncidentRepository, 'recordAlerts'>;
  /** Starts the workflow of the tenant's incidents that are new since before `until`; best effort, the sweep repeats it. */
  readonly start: (tenant: TenantId, until: number) => Promise<number>;
  /** Brings the tenant's changed incidents to the copies; best effort, the sweep repeats it. */
  readonly publish: (tenant: TenantId) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

/**
 * Groups the alerts of a batch into incidents. Once a message fails, the later ones of its group fail with it, so that
 * their order stays; other groups go on. What was recorded before a failure is recognised when it comes again.
 */
export const detectIncidentsHandler =
  ({ incidents, start, publish, clock, logger, metrics }: Dependencies) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failedGroups = new Set<string | undefined>();
    const failed: string[] = [];
    const tenants = new Set<TenantId>();

    const take = async (record: SQSRecord): Promise<void> => {
      const { tenant, alerts } = readAlertMessage(record.body);
      const outcomes = await incidents.recordAlerts(tenant, alerts, clock());
      tenants.add(tenant);
      const inIncidents = outcomes.filter(({ kind }) => kind === 'in_incident').length;
      metrics.addMetric('in_incidents', MetricUnit.Count, inIncidents);
      metrics.addMetric('suppressed', MetricUnit.Count, outcomes.length - inIncidents);
      logger.info('recorded', { tenant, alerts: alerts.length, inIncidents });
    };

    for (const record of event.Records) {
      const group = record.attributes.MessageGroupId;
      if (!failedGroups.has(group)) {
        try {
          await take(record);
          continue;
        } catch (error) {
          failedGroups.add(group);
          logger.error('alerts were not recorded', { messageId: record.messageId, group, error });
        }
      }
      failed.push(record.messageId);
    }
    for (const tenant of tenants) {
      try {
        metrics.addMetric('workflows_started', MetricUnit.Count, await start(tenant, clock() + 1));
      } catch (error) {
        logger.warn('workflows start with the next sweep', { tenant, error });
      }
      try {
        await publish(tenant);
      } catch (error) {
        logger.warn('incidents reach the copies with the next sweep', { tenant, error });
      }
    }
    metrics.publishStoredMetrics();
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

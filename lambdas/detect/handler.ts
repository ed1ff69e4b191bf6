import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { decodePackImage } from '../../adapters/dynamodb/stream-image.ts';
import { detectPacks, summaryOf } from '../../domain/detect/live/detect-pack.ts';
import type { DetectDependencies } from '../../domain/detect/live/live-dependencies.ts';
import type { KeyedPack } from '../../domain/detect/live/take-in.ts';
import type { DetectorSource } from '../../domain/detect/ruleset-release/refreshed-detector.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { readReleaseMessage } from './release-message.ts';
import { rulesInForce } from './rules-in-force.ts';

export type Dependencies = Omit<DetectDependencies, 'detector' | 'heldEvents'> & {
  readonly rules: DetectorSource;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const isQueue = (event: DynamoDBStreamEvent | SQSEvent): event is SQSEvent =>
  event.Records.some((record) => 'eventSource' in record && record.eventSource === 'aws:sqs');

/** The packs of each tenant; none for a message of the timer, which only asks for what is held. */
const packsByTenant = (event: DynamoDBStreamEvent | SQSEvent): Map<TenantId, readonly KeyedPack[]> => {
  if (isQueue(event)) return new Map(event.Records.map(({ body }) => [readReleaseMessage(body), []]));
  const packs = event.Records.map(({ dynamodb }) => {
    const pack = decodePackImage(dynamodb?.NewImage ?? {});
    if (!pack.ok) throw new Error(`pack ${dynamodb?.SequenceNumber} of the stream can't be read: ${pack.error}`);
    return pack.value;
  });
  return Map.groupBy(packs, ({ tenant }) => tenant);
};

/**
 * All packs of a tenant together, tenants side by side. A failure repeats the batch; packs that are held or have a receipt
 * by then are passed over. One version of the rules evaluates a batch. Messages of the timer come for packs that were held a moment ago.
 */
export const detectHandler = ({ rules, ...dependencies }: Dependencies) => {
  const { logger, metrics } = dependencies;
  const inForce = rulesInForce(rules);
  return async (event: DynamoDBStreamEvent | SQSEvent): Promise<void> => {
    const batch = { ...dependencies, ...(await inForce()) };
    const detect = async (tenant: TenantId, delivered: readonly KeyedPack[]): Promise<void> => {
      const { outcomes, before, held, late, conflicts } = await detectPacks(tenant, delivered, batch);
      const { evaluated, failures, alerts } = summaryOf(outcomes);
      const counts = { evaluated, alerts: alerts.length, held, late, window_conflicts: conflicts };
      for (const [name, count] of Object.entries({ ...counts, rule_errors: failures.length }))
        if (count > 0) metrics.addMetric(name, MetricUnit.Count, count);
      for (const { id, error } of failures.slice(0, 20))
        logger.warn('a rule gave up', { tenant, rule: error, event: id });
      logger.info('evaluated', { tenant, packs: delivered.length, before, ...counts });
    };
    try {
      await sideBySide(packsByTenant(event), detect);
    } finally {
      metrics.publishStoredMetrics();
    }
  };
};

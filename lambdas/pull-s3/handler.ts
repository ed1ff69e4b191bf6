import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { BucketCollector } from '../../domain/collect/pull/collector.ts';
import { collectorOf } from '../../domain/collect/pull/collectors.ts';
import { type ObjectNotice, objectNotices } from '../../domain/collect/pull/object-notice.ts';
import { type PullObjectContext, pullObject } from '../../domain/collect/pull/pull-object.ts';

export type Dependencies = PullObjectContext & {
  readonly buckets: readonly BucketCollector[];
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const pull = async (
  notice: ObjectNotice,
  { attributes }: SQSRecord,
  { buckets, logger, metrics, ...context }: Dependencies,
): Promise<void> => {
  const { bucket, key } = notice;
  const collector = collectorOf(buckets, bucket, key);
  if (collector === undefined) {
    metrics.addMetric('objects_refused', MetricUnit.Count, 1);
    logger.error('no collector reads this object: add one to collectors/', { bucket, key });
    return;
  }
  const sentAt = new Date(Number(attributes.SentTimestamp)).toISOString();
  const again = Number(attributes.ApproximateReceiveCount) > 1;
  const { tenant, source } = collector;
  const pulled = await pullObject(collector, notice, sentAt, again, context);
  if (pulled.kind === 'taken') metrics.addMetric('accepted', MetricUnit.Count, pulled.lines);
  if (pulled.kind === 'refused') metrics.addMetric('objects_refused', MetricUnit.Count, 1);
  const log = pulled.kind === 'refused' ? logger.error : logger.info;
  log.call(logger, `object ${pulled.kind}`, { tenant, source, bucket, key, ...pulled });
};

/** A message whose objects could not all be taken comes again, and goes on where it stopped; after ten times it is a dead letter. */
export const pullS3Handler =
  (dependencies: Dependencies) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const { logger, metrics } = dependencies;
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of event.Records) {
      const notices = objectNotices(record.body);
      if (notices === undefined) {
        metrics.addMetric('objects_refused', MetricUnit.Count, 1);
        logger.error('a message of the queue tells of no object', { messageId: record.messageId });
        continue;
      }
      try {
        for (const notice of notices) await pull(notice, record, dependencies);
      } catch (error) {
        logger.error('an object was not taken, its message will come again', { error, messageId: record.messageId });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    metrics.publishStoredMetrics();
    return { batchItemFailures };
  };

import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { answerBodyFault } from '../../domain/collect/body-fault.ts';
import { idempotencyKeyOf } from '../../domain/collect/idempotency-key.ts';
import { type IngestContext, ingest } from '../../domain/collect/ingest.ts';
import type { IngestAnswer } from '../../domain/collect/ingest-answer.ts';
import { sourceOfRequest } from '../../domain/collect/ingest-token.ts';
import { countsOf, offersOf } from '../../domain/collect/offer-counts.ts';
import type { Hasher } from '../../domain/model/hashing.ts';
import type { Clock } from '../../domain/model/time.ts';
import type { OfferLedger } from '../../domain/ports/offer-ledger.ts';
import type { StreamWriter } from '../../domain/ports/stream-writer.ts';
import type { TenantDirectory } from '../../domain/ports/tenant-directory.ts';
import { MAXIMUM_BODY_BYTES, requestOf } from './request.ts';

export type CollectDependencies = {
  readonly writer: StreamWriter;
  readonly ledger: OfferLedger;
  readonly directory: TenantDirectory;
  readonly hasher: Hasher;
  readonly now: Clock;
  /** A new id, unique, letters and digits. */
  readonly newId: () => string;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

const DOWN: IngestAnswer = {
  status: 503,
  headers: { 'retry-after': '2' },
  body: { error: 'a store does not answer: send the body again, with the same Idempotency-Key' },
};

const answer = async (event: unknown, dependencies: CollectDependencies): Promise<IngestAnswer> => {
  const { writer, ledger, directory, hasher, now, newId, metrics } = dependencies;
  const request = requestOf(event);
  if (request.method !== 'POST')
    return { status: 405, headers: { allow: 'POST' }, body: { error: 'logs are sent with POST' } };
  const source = await sourceOfRequest(request.header('authorization'), directory, hasher);
  if (!source.ok) return source.error;
  const key = idempotencyKeyOf(request.header('idempotency-key'));
  if (!key.ok) return key.error;
  const context: IngestContext = {
    writer,
    ledger,
    hasher,
    now,
    newReceipt: newId,
    delivered: async ({ tenant }, { accepted, resent = 0 }) => {
      metrics.addMetric('accepted', MetricUnit.Count, accepted.length);
      for (const { offers } of offersOf(countsOf(tenant, accepted, resent), newId(), 1)) {
        await ledger.recordOffers(tenant, offers);
      }
    },
  };
  const body = await request.body();
  if (!body.ok) return await answerBodyFault(source.value, body.error, MAXIMUM_BODY_BYTES, context);
  return await ingest(source.value, body.value, key.value, context);
};

/** `POST /api/logs` behind API Gateway: the same answers as the edge's HTTP port. */
export const collectHandler =
  (dependencies: CollectDependencies) =>
  async (event: unknown): Promise<APIGatewayProxyResult> => {
    const { logger, metrics } = dependencies;
    const { status, headers, body } = await answer(event, dependencies).catch((error: unknown) => {
      logger.error('collect failed', { error });
      return DOWN;
    });
    metrics.addMetric(`answered_${status}`, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
    return {
      statusCode: status,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
  };

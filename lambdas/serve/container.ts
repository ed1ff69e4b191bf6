import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { sql } from 'kysely';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { httpTokenKeys, tokenKeysUrl } from '../../adapters/cognito/token-keys.ts';
import { cognitoTokenVerifier } from '../../adapters/cognito/token-verifier.ts';
import { derivedCursorKey } from '../../adapters/cursor-key.ts';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { dynamoSourceWatchStore } from '../../adapters/dynamodb/source-watch-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { archiveEvidenceReader } from '../../adapters/evidence-reader.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { storesMetricsReader } from '../../adapters/metrics-reader.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { openSearchReader } from '../../adapters/opensearch/search-reader.ts';
import { loginFromSecret } from '../../adapters/postgres/connection.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresHuntStore } from '../../adapters/postgres/hunt-store.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { sourceStatusRepository } from '../../adapters/source-status.ts';
import { sqsHuntQueue } from '../../adapters/sqs/hunt-queue.ts';
import { startHunt } from '../../domain/hunt/start-hunt.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { brokerOf } from '../../domain/serve/broker.ts';
import type { Services } from '../../domain/serve/services.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';
import { cachedHealthProbes } from './health-probes.ts';
import { responseServices } from './response-services.ts';

/** A tenant that owns nothing: probes ask for what it has. */
const NOBODY = TenantId.parse('health-probe');

export const container = (environment: NodeJS.ProcessEnv): Dependencies => {
  const config = Config.parse(environment);
  const { logger, metrics } = observe('serve');
  const table = tableOf(config.TABLE_NAME);
  const database = databaseFromEnvironment(config);
  const archive = s3ArchiveStore(config.RAW_BUCKET, table);
  const search = openSearchReader(openSearchClient(config), indicesOf(config.INDEX_PREFIX));
  const incidents = postgresIncidentRepository(database, nodeHasher);
  const alerts = dynamoAlertStore(table);
  const ledger = dynamoOfferLedger(table);
  const hunts = postgresHuntStore(database);
  const huntQueue = sqsHuntQueue(config.HUNT_QUEUE_URL);
  const probes = {
    postgres: () => database.withPlatform((transaction) => sql`select 1`.execute(transaction)),
    opensearch: () => search.search(NOBODY, { kind: 'events', filters: [], limit: 1 }),
    table: () => alerts.get(NOBODY, `0.${'0'.repeat(16)}`),
  };
  const services: Services = {
    ...responseServices(config, database),
    incidents,
    alerts,
    search,
    evidence: archiveEvidenceReader(archive, archiveTools),
    sources: sourceStatusRepository({
      configured: postgresTenantRegistry(database).sources,
      ledger,
      search,
      watch: dynamoSourceWatchStore(table),
      clock: Date.now,
    }),
    metrics: storesMetricsReader({ ledger, archive, packs: dynamoPackStore(table), outcomes: incidents }),
    hunts,
    hunt: (tenant, request, now) => startHunt(tenant, request, { hunts, queue: huntQueue, hasher: nodeHasher }, now),
    health: cachedHealthProbes(probes, Date.now, (part, error) => logger.error('unhealthy', { part, error })),
    cursorKey: derivedCursorKey(async () => (await loginFromSecret(config.DATABASE_SECRET_ARN)).password),
  };
  const verifier = cognitoTokenVerifier({
    userPoolId: config.USER_POOL_ID,
    clientIds: config.USER_POOL_CLIENT_ID,
    keys: httpTokenKeys(tokenKeysUrl(config.USER_POOL_ID, config.AWS_ENDPOINT_URL)),
    onRejected: (rejection, reason) => logger.warn('token rejected', { rejection, reason }),
  });
  return {
    broker: brokerOf({
      services,
      verifier,
      allowedOrigins: config.ALLOWED_ORIGINS,
      clock: Date.now,
      onAccess: (record) => logger.info('served', record),
      onInternalError: (error, requestId) => logger.error('internal error', { requestId, error }),
    }),
    count: (metric) => {
      metrics.addMetric(metric, MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
    },
  };
};

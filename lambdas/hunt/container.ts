import { archiveTools } from '../../adapters/archive-tools.ts';
import { readContent } from '../../adapters/detector.ts';
import { dynamoParserStore } from '../../adapters/dynamodb/parser-store.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { readParsers } from '../../adapters/parser-files.ts';
import { postgresConfirmedAlerts } from '../../adapters/postgres/confirmed-alerts.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresHuntStore } from '../../adapters/postgres/hunt-store.ts';
import { s3HuntArchive } from '../../adapters/s3/hunt-archive.ts';
import { sqsHuntQueue } from '../../adapters/sqs/hunt-queue.ts';
import { refreshedParsers } from '../../domain/normalize/parse/refreshed-parsers.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { Dependencies } from './handler.ts';

/** Well within the Lambda's time limit, whatever the last object holds. */
const PART_MS = 60_000;
const ALERTS_KEPT = 10_000;

export const container = async (environment: NodeJS.ProcessEnv): Promise<Dependencies> => {
  const config = Config.parse(environment);
  const database = databaseFromEnvironment(config);
  const content = await readContent(config.LAMBDA_TASK_ROOT);
  const observed = observe('hunt');
  const parsers = refreshedParsers({
    own: await readParsers(config.LAMBDA_TASK_ROOT),
    store: dynamoParserStore(tableOf(config.TABLE_NAME)),
    hasher: nodeHasher,
    now: Date.now,
    report: (fault) => observed.logger.error('a parser was refused', { fault }),
  });
  return {
    hunts: postgresHuntStore(database),
    queue: sqsHuntQueue(config.HUNT_QUEUE_URL),
    archive: s3HuntArchive(config.RAW_BUCKET),
    confirmed: postgresConfirmedAlerts(database),
    content: async () => content,
    normalize: async () => ({ hasher: nodeHasher, zones: DEFAULT_ZONES, parsers: await parsers() }),
    tools: archiveTools,
    limits: { bytes: config.HUNT_MAXIMUM_BYTES, partMs: PART_MS, alerts: ALERTS_KEPT },
    clock: Date.now,
    ...observed,
  };
};

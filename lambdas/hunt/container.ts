import { archiveTools } from '../../adapters/archive-tools.ts';
import { readContent } from '../../adapters/detector.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { readParsers } from '../../adapters/parser-files.ts';
import { postgresConfirmedAlerts } from '../../adapters/postgres/confirmed-alerts.ts';
import { databaseFromEnvironment } from '../../adapters/postgres/database.ts';
import { postgresHuntStore } from '../../adapters/postgres/hunt-store.ts';
import { s3HuntArchive } from '../../adapters/s3/hunt-archive.ts';
import { sqsHuntQueue } from '../../adapters/sqs/hunt-queue.ts';
import { parserSet } from '../../domain/normalize/parse/parser-set.ts';
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
  const { parsers } = await readParsers(config.LAMBDA_TASK_ROOT);
  return {
    hunts: postgresHuntStore(database),
    queue: sqsHuntQueue(config.HUNT_QUEUE_URL),
    archive: s3HuntArchive(config.RAW_BUCKET),
    confirmed: postgresConfirmedAlerts(database),
    content: await readContent(config.LAMBDA_TASK_ROOT),
    normalize: { hasher: nodeHasher, zones: DEFAULT_ZONES, parsers: parserSet(parsers) },
    tools: archiveTools,
    limits: { bytes: config.HUNT_MAXIMUM_BYTES, partMs: PART_MS, alerts: ALERTS_KEPT },
    clock: Date.now,
    ...observe('hunt'),
  };
};

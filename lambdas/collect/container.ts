import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { dynamoTenantDirectory } from '../../adapters/dynamodb/tenant-directory.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { fullJitter } from '../../adapters/kinesis/backoff.ts';
import { kinesisClient } from '../../adapters/kinesis/client.ts';
import { kinesisStreamWriter } from '../../adapters/kinesis/stream-writer.ts';
import { cachedDirectory } from '../../domain/collect/directory-cache.ts';
import { observe } from '../support/observability.ts';
import { Config } from './config.ts';
import type { CollectDependencies } from './handler.ts';

/** The stream is tried for some three seconds: the gateway waits for the answer. */
const ATTEMPTS = 4;

export const container = (environment: NodeJS.ProcessEnv): CollectDependencies => {
  const { TABLE_NAME, STREAM_NAME } = Config.parse(environment);
  const table = tableOf(TABLE_NAME);
  const backoff = fullJitter(100, 1_000, Math.random);
  const client = kinesisClient();
  const retry = { attempts: ATTEMPTS, pause: (attempt: number) => sleep(backoff(attempt)) };
  return {
    writer: kinesisStreamWriter({ client, streamName: STREAM_NAME, retry }),
    ledger: dynamoOfferLedger(table),
    directory: cachedDirectory(dynamoTenantDirectory(table), Date.now),
    hasher: nodeHasher,
    now: Date.now,
    newId: () => randomBytes(12).toString('hex'),
    ...observe('collect'),
  };
};

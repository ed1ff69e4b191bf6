import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoOfferLedger } from '../adapters/dynamodb/offer-ledger.ts';
import { tableOf } from '../adapters/dynamodb/table.ts';
import { dynamoTenantDirectory } from '../adapters/dynamodb/tenant-directory.ts';
import { nodeHasher } from '../adapters/hashing.ts';
import { fullJitter } from '../adapters/kinesis/backoff.ts';
import { kinesisClient } from '../adapters/kinesis/client.ts';
import { kinesisStreamWriter } from '../adapters/kinesis/stream-writer.ts';
import { cachedDirectory } from '../domain/collect/directory-cache.ts';
import { readEdgeConfig } from './config.ts';
import { startEdge } from './edge.ts';
import type { Log } from './log.ts';

const log: Log = (level, message, details) => {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, part: 'edge', message, ...details })}\n`,
  );
};

const config = readEdgeConfig(process.env.EDGE_CONFIG);
const { region, streamName, tableName } = config;
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000 };
const client = kinesisClient({ region });
const table = tableOf(tableName, new DynamoDBClient({ region, maxAttempts: 3, requestHandler }));
const backoff = fullJitter(50, 1_000, Math.random);
const pause = (attempt: number): Promise<void> => sleep(backoff(attempt));

const edge = await startEdge(config, {
  writer: kinesisStreamWriter({ client, streamName, retry: { attempts: 1, pause } }),
  httpWriter: kinesisStreamWriter({ client, streamName, retry: { attempts: 4, pause } }),
  ledger: dynamoOfferLedger(table),
  directory: cachedDirectory(dynamoTenantDirectory(table), Date.now),
  hasher: nodeHasher,
  instance: randomBytes(8).toString('hex'),
  log,
});
log('info', 'listening', { ports: edge.ports });

let stopping = false;
const stop = async (signal: string): Promise<void> => {
  if (stopping) return;
  stopping = true;
  const spooled = await edge.stop();
  log('info', 'stopped', { signal, spooled });
  process.exit(0);
};
process.on('SIGTERM', (signal) => void stop(signal));
process.on('SIGINT', (signal) => void stop(signal));

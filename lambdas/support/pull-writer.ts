import { setTimeout as sleep } from 'node:timers/promises';
import { fullJitter } from '../../adapters/kinesis/backoff.ts';
import { kinesisClient } from '../../adapters/kinesis/client.ts';
import { kinesisStreamWriter } from '../../adapters/kinesis/stream-writer.ts';
import type { StreamWriter } from '../../domain/ports/stream-writer.ts';

const ATTEMPTS = 6;

/**
 * A collector's way into the stream. All lines of a source go under one partition key: what a crash offers again lands in the
 * shard that has the first offer, where normalize knows it.
 */
export const pullWriter = (streamName: string): StreamWriter => {
  const backoff = fullJitter(200, 5_000, Math.random);
  const retry = { attempts: ATTEMPTS, pause: (attempt: number) => sleep(backoff(attempt)) };
  return kinesisStreamWriter({ client: kinesisClient(), streamName, retry, spread: () => 0 });
};

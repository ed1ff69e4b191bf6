import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../../domain/model/time.ts';
import type { ReleaseTimer } from '../../domain/ports/release-timer.ts';

const DELAY_SECONDS = 1;
/** A message of less than this ago comes late enough for what was taken in since: half a second is what packs wait. */
const COVERED_MS = 400;

/** Messages of a standard queue that come back after a second, at most one each 400 ms and tenant. */
export const sqsReleaseTimer = (queueUrl: string, clock: Clock, client = new SQSClient({})): ReleaseTimer => {
  const last = new Map<string, number>();
  return {
    async set(tenant) {
      const now = clock();
      const age = now - (last.get(tenant) ?? Number.NEGATIVE_INFINITY);
      if (age >= 0 && age < COVERED_MS) return;
      const message = { QueueUrl: queueUrl, DelaySeconds: DELAY_SECONDS, MessageBody: JSON.stringify({ tenant }) };
      await client.send(new SendMessageCommand(message));
      last.set(tenant, now);
    },
  };
};

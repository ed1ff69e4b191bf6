import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { huntArchiveOf } from '../../adapters/memory/hunt-archive.ts';
import { memoryHuntStore } from '../../adapters/memory/hunt-store.ts';
import { startHunt } from '../../domain/hunt/start-hunt.ts';
import {
  ADDRESS,
  archived,
  CONTENT,
  HUNTED,
  login,
  NORMALIZE,
  NOW,
  PERIOD,
} from '../../domain/hunt/testing/archived.ts';
import { ACME } from '../../test/support/lines.ts';
import { observe } from '../support/observability.ts';
import { type Dependencies, huntHandler } from './handler.ts';

const messageOf = (body: unknown, tries = 1): SQSEvent => ({
  Records: [
    {
      messageId: 'm',
      receiptHandle: 'r',
      body: JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: String(tries),
        SentTimestamp: '0',
        SenderId: 's',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn',
      awsRegion: 'eu-central-1',
    },
  ],
});

const setUp = async (changes: Partial<Dependencies> = {}) => {
  const hunts = memoryHuntStore();
  const dependencies: Dependencies = {
    hunts,
    queue: { send: async () => {} },
    archive: huntArchiveOf(await archived([login(0, ADDRESS)])),
    confirmed: { confirmed: async () => new Set() },
    content: async () => CONTENT,
    normalize: async () => NORMALIZE,
    tools: archiveTools,
    limits: { bytes: 1_000_000, partMs: 60_000, alerts: 100 },
    clock: () => NOW,
    ...observe('hunt'),
    ...changes,
  };
  const request = { change: { kind: 'rules' as const, xml: HUNTED }, period: PERIOD, actor: 'user:ana' };
  const started = await startHunt(ACME, request, { ...dependencies, hunts, hasher: nodeHasher }, NOW);
  if (!started.ok) throw new Error(started.error);
  const { hunt_id } = started.value;
  const body = { tenant: ACME, hunt_id, part: 0 };
  return { handler: huntHandler(dependencies), body, status: async () => (await hunts.get(ACME, hunt_id))?.status };
};

describe('huntHandler', () => {
  it('does a part', async () => {
    const { handler, body, status } = await setUp();
    await handler(messageOf(body));
    expect(await status()).toBe('done');
  });

  it('fails where the archive is away, and gives the hunt up at the last try', async () => {
    const away = { objects: () => Promise.reject(new Error('S3 is away')), read: async () => undefined };
    const { handler, body, status } = await setUp({ archive: away });
    await expect(handler(messageOf(body, 2))).rejects.toThrow('S3 is away');
    expect(await status()).toBe('queued');
    await expect(handler(messageOf(body, 3))).rejects.toThrow('S3 is away');
    expect(await status()).toBe('failed');
  });

  it('has nothing to do for a hunt that is not there, and refuses what is no message', async () => {
    const { handler, body } = await setUp();
    await handler(messageOf({ ...body, tenant: 'globex-bank' }));
    await expect(handler(messageOf({ tenant: 'A B', hunt_id: 1 }))).rejects.toThrow();
  });
});

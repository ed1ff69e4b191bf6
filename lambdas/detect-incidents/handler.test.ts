import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { memoryIncidentRepository } from '../../adapters/memory/incident-repository.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import { toyHasher } from '../../domain/incident/testing/hasher.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { observe } from '../support/observability.ts';
import { detectIncidentsHandler } from './handler.ts';

const tenant = TenantId.parse('acme-bank');

const recordOf = (messageId: string, MessageGroupId: string, body: unknown): SQSRecord => ({
  messageId,
  receiptHandle: '',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
    MessageGroupId,
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});

const setUp = (
  publish: (tenant: TenantId) => Promise<void> = async () => {},
  start: (tenant: TenantId, until: number) => Promise<number> = async () => 0,
) => {
  const incidents = memoryIncidentRepository(toyHasher);
  const handler = detectIncidentsHandler({ incidents, start, publish, clock: () => 0, ...observe('detect-incidents') });
  const count = async () => {
    const { items } = await incidents.list(tenant, { limit: 10 });
    return items.reduce((sum, { alert_count }) => sum + alert_count, 0);
  };
  return { handler, count };
};

const alertsOf = (n: number) => ({ tenant, alerts: [alertOf({ n, minute: n, entities: [user('a')] })] });

describe('detectIncidentsHandler', () => {
  it('records every message and publishes each tenant once', async () => {
    const published: TenantId[] = [];
    const { handler, count } = setUp(async (id) => void published.push(id));
    const answer = await handler({ Records: [recordOf('m1', 'g', alertsOf(1)), recordOf('m2', 'h', alertsOf(2))] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await count()).toBe(2);
    expect(published).toEqual([tenant]);
  });

  it('fails a malformed message and all later ones of its group, and takes the other groups', async () => {
    const { handler, count } = setUp();
    const answer = await handler({
      Records: [
        recordOf('m1', 'g', alertsOf(1)),
        recordOf('m2', 'g', '{"tenant":"acme-bank","alerts":[{}]}'),
        recordOf('m3', 'h', alertsOf(3)),
        recordOf('m4', 'g', alertsOf(4)),
        recordOf('m5', 'x', 'no json'),
      ],
    });
    expect(answer.batchItemFailures).toEqual([
      { itemIdentifier: 'm2' },
      { itemIdentifier: 'm4' },
      { itemIdentifier: 'm5' },
    ]);
    expect(await count()).toBe(2);
  });

  it('counts a message once that comes again', async () => {
    const { handler, count } = setUp();
    for (let n = 0; n < 3; n++) await handler({ Records: [recordOf('m1', 'g', alertsOf(1))] });
    expect(await count()).toBe(1);
  });

  it('starts the workflows of each tenant once, of incidents recorded up to now', async () => {
    const asked: [TenantId, number][] = [];
    const { handler } = setUp(undefined, async (id, until) => asked.push([id, until]));
    await handler({ Records: [recordOf('m1', 'g', alertsOf(1)), recordOf('m2', 'h', alertsOf(2))] });
    expect(asked).toEqual([[tenant, 1]]);
  });

  it('succeeds where no workflow can be started, and still publishes', async () => {
    const published: TenantId[] = [];
    const { handler } = setUp(
      async (id) => void published.push(id),
      () => Promise.reject(new Error('Step Functions is away')),
    );
    expect(await handler({ Records: [recordOf('m1', 'g', alertsOf(1))] })).toEqual({ batchItemFailures: [] });
    expect(published).toEqual([tenant]);
  });

  it('succeeds where only the copies cannot be reached', async () => {
    const { handler } = setUp(() => Promise.reject(new Error('OpenSearch is away')));
    expect(await handler({ Records: [recordOf('m1', 'g', alertsOf(1))] })).toEqual({ batchItemFailures: [] });
  });
});

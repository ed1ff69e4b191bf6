import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { dynamoParserStore } from '../../adapters/dynamodb/parser-store.ts';
import { dynamoPullState } from '../../adapters/dynamodb/pull-state.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { httpPageFetcher } from '../../adapters/http/page-fetcher.ts';
import { memoryPullState } from '../../adapters/memory/pull-state.ts';
import { s3ObjectReader } from '../../adapters/s3/object-reader.ts';
import { collectorLogin } from '../../adapters/secrets-manager/collector-login.ts';
import { parsedEvent } from '../../detections/testing/parser-sample.ts';
import { BucketCollector, PollCollector } from '../../domain/collect/pull/collector.ts';
import { type PollContext, poll } from '../../domain/collect/pull/poll.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { refreshedParsers } from '../../domain/normalize/parse/refreshed-parsers.ts';
import { pullS3Handler } from '../../lambdas/pull-s3/handler.ts';
import { pullWriter } from '../../lambdas/support/pull-writer.ts';
import { scratchStream } from '../support/scratch-stream.ts';
import { scratchTable } from '../support/scratch-table.ts';

const ACME = TenantId.parse('acme-bank');
const GLOBEX = TenantId.parse('globex-bank');
const { table, drop } = await scratchTable('pull');
const stream = await scratchStream(2);
const ledger = dynamoOfferLedger(table);
const state = dynamoPullState(table);
const writer = pullWriter(stream.name);
afterAll(async () => {
  await drop();
  await stream.drop();
});

describe.each([
  ['in memory', memoryPullState],
  ['DynamoDB', () => state],
])('a store of what collectors remember: %s', (_, create) => {
  it('changes only what is as it was read, and keeps tenants apart', async () => {
    const store = create();
    expect(await store.load(ACME, 'poll/x')).toBeUndefined();
    expect(await store.save(ACME, 'poll/x', '{"a":1}', 0)).toBe(true);
    expect(await store.save(ACME, 'poll/x', '{"a":2}', 0)).toBe(false);
    expect(await store.save(ACME, 'poll/x', '{"a":2}', 1, 30)).toBe(true);
    expect(await store.load(ACME, 'poll/x')).toEqual({ version: 2, json: '{"a":2}' });
    expect(await store.load(GLOBEX, 'poll/x')).toBeUndefined();
  });
});

describe('published parsers', () => {
  it('are replaced, listed and retired', async () => {
    const store = dynamoParserStore(table);
    const parser = { name: 'x', text: 'one', publishedAt: '2026-02-18T10:00:00.000Z', publishedBy: 'anna' };
    await store.publish(parser);
    await store.publish({ ...parser, text: 'two', publishedAt: '2026-02-18T11:00:00.000Z' });
    expect(await store.all()).toEqual([{ ...parser, text: 'two', publishedAt: '2026-02-18T11:00:00.000Z' }]);
    expect(await store.retire('x')).toBe(true);
    expect(await store.retire('x')).toBe(false);
    expect(await store.all()).toEqual([]);
  });

  it('read lines within a minute, and no more once they are retired', async () => {
    const store = dynamoParserStore(table);
    const text =
      'name: gate\nlog_source: vpn\ncategory: authentication\nmatch: {json: {gate: present}}\nfields: {user_id: who}\n';
    const clock = { now: 0 };
    const source = refreshedParsers({
      own: { parsers: [], faults: [] },
      store,
      hasher: nodeHasher,
      now: () => clock.now,
      report: (fault) => expect.unreachable(fault),
    });
    const read = async () => parsedEvent('{"gate":1,"who":"anna"}', await source());
    expect(await read()).toMatchObject({ log_source: 'json' });
    await store.publish({ name: 'gate', text, publishedAt: '2026-02-18T10:00:00.000Z', publishedBy: 'anna' });
    clock.now = 60_000;
    expect(await read()).toMatchObject({
      log_source: 'vpn',
      user_id: 'anna',
      'event.parser': 'gate',
      'event.parser_version': nodeHasher.sha256(text).slice(0, 12),
    });
    await store.retire('gate');
    clock.now = 120_000;
    expect(await read()).toMatchObject({ log_source: 'json' });
  });
});

describe('objects of a bucket', async () => {
  const s3 = new S3Client({});
  const sqs = new SQSClient({});
  const bucket = `trail-${randomUUID()}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `trail-${randomUUID()}` }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const maySend = {
    Effect: 'Allow',
    Principal: { Service: 's3.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Attributes?.QueueArn,
    Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${bucket}` } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [maySend] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: bucket,
      NotificationConfiguration: {
        QueueConfigurations: [{ QueueArn: Attributes?.QueueArn, Events: ['s3:ObjectCreated:*'] }],
      },
    }),
  );
  const collector = BucketCollector.parse({
    kind: 'bucket',
    source: 'trail',
    tenant: ACME,
    trust: 'high',
    bucket,
    prefix: 'AWSLogs/',
    content: 'records',
  });
  const handle = pullS3Handler({
    buckets: [collector],
    reader: s3ObjectReader(s3),
    writer,
    ledger,
    state,
    hasher: nodeHasher,
    logger: new Logger({ logLevel: 'SILENT' }),
    metrics: new Metrics({ namespace: 'test' }),
  });
  /** The message that the bucket sent of an object. */
  const noticeOf = async (key: string): Promise<SQSRecord> => {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'] }),
      );
      const found = Messages.find(({ Body = '' }) => Body.includes(key));
      if (found === undefined) continue;
      const { SentTimestamp = '', ApproximateReceiveCount = '' } = found.Attributes ?? {};
      return {
        messageId: found.MessageId ?? '',
        receiptHandle: '',
        body: found.Body ?? '',
        attributes: { SentTimestamp, ApproximateReceiveCount, SenderId: '', ApproximateFirstReceiveTimestamp: '' },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: '',
        awsRegion: 'us-east-1',
      };
    }
  };
  const put = async (Key: string, Body: string | Uint8Array): Promise<SQSRecord> => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    return noticeOf(Key);
  };
  const taken = async () => (await stream.envelopes()).filter(({ source }) => source === 'trail');

  it('go from the notice to the stream, once however often the notice comes', async () => {
    const Records = Array.from({ length: 1500 }, (_, n) => ({ eventID: `e-${n}`, eventName: 'ListBuckets' }));
    const record = await put('AWSLogs/one.json.gz', gzipSync(JSON.stringify({ Records })));
    expect(await handle({ Records: [record] })).toEqual({ batchItemFailures: [] });
    expect(await handle({ Records: [record] })).toEqual({ batchItemFailures: [] });
    const envelopes = await taken();
    expect(envelopes).toHaveLength(1500);
    expect(new Set(envelopes.map(({ ingestId }) => ingestId)).size).toBe(1500);
    expect(new Set(envelopes.map(({ receivedAt }) => receivedAt))).toEqual(
      new Set([new Date(Number(record.attributes.SentTimestamp)).toISOString()]),
    );
  });

  it('that are wrong are refused with a receipt and hold nothing up', async () => {
    const wrong = [
      await put('AWSLogs/broken.json.gz', gzipSync('{"Records":[').subarray(0, 20)),
      await put('AWSLogs/other.json.gz', gzipSync('hello')),
      await put('elsewhere/x.json', '{"Records":[]}'),
      await put('AWSLogs/good.json', '{"Records":[{"eventID":"good"}]}'),
    ];
    const garbage = { ...(wrong[0] ?? (await noticeOf(''))), body: 'no JSON' };
    expect(await handle({ Records: [garbage, ...wrong] })).toEqual({ batchItemFailures: [] });
    expect((await taken()).filter(({ raw }) => raw.includes('good'))).toHaveLength(1);
    const day = new Date().toISOString().slice(0, 10);
    const refusals = await Array.fromAsync(ledger.refusals(ACME, day));
    expect(refusals.map(({ source, reason }) => [source, reason])).toEqual([
      ['trail', 'object_unreadable'],
      ['trail', 'object_unreadable'],
    ]);
  });

  it('come again where the bucket does not let us read, without blocking the others', async () => {
    const good = await put('AWSLogs/later.json', '{"Records":[{"eventID":"later"}]}');
    const denied = { ...good, messageId: 'denied', body: good.body.replaceAll(bucket, 'no-such-bucket-of-ours') };
    const handler = pullS3Handler({
      buckets: [collector, { ...collector, bucket: 'no-such-bucket-of-ours' }],
      reader: s3ObjectReader(s3),
      writer,
      ledger,
      state,
      hasher: nodeHasher,
      logger: new Logger({ logLevel: 'SILENT' }),
      metrics: new Metrics({ namespace: 'test' }),
    });
    expect(await handler({ Records: [denied, good] })).toEqual({ batchItemFailures: [{ itemIdentifier: 'denied' }] });
    expect((await taken()).filter(({ raw }) => raw.includes('later'))).toHaveLength(1);
  });
});

describe('pages of an API', () => {
  const secrets = new SecretsManagerClient({});
  const servers: { close: () => void }[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push({ close: () => server.closeAllConnections() ?? server.close() });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}`;
  };
  const secretOf = async (SecretString: string): Promise<string> => {
    const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name: `pull-${randomUUID()}`, SecretString }));
    return ARN;
  };
  const setUp = (source: string, timeoutMilliseconds = 5000) => {
    const clock = { now: Date.now() };
    const fetch = httpPageFetcher(timeoutMilliseconds);
    const context: PollContext = {
      fetch,
      authorize: collectorLogin(secrets, fetch, () => clock.now),
      writer,
      ledger,
      state,
      hasher: nodeHasher,
      now: () => clock.now,
      deadline: Number.POSITIVE_INFINITY,
    };
    const taken = async () => (await stream.envelopes()).filter((envelope) => envelope.source === source);
    return { clock, context, taken };
  };
  const oktaOf = (source: string, url: string, secret_arn: string): PollCollector =>
    PollCollector.parse({
      kind: 'poll',
      source,
      tenant: ACME,
      trust: 'high',
      url: `${url}/api/v1/logs`,
      query: { limit: '2', sortOrder: 'ASCENDING' },
      auth: { kind: 'header', secret_arn, scheme: 'SSWS' },
      record_id: 'uuid',
      record_time: 'published',
      since: { parameter: 'since' },
      paging: { kind: 'link' },
    });

  it('of Okta: links, a limit of calls, an error, half an answer, a slow answer, duplicate pages', async () => {
    const published = new Date(Date.now() - 60_000).toISOString();
    const events = Array.from({ length: 5 }, (_, n) => ({
      uuid: `u-${n}`,
      published,
      eventType: 'user.session.start',
    }));
    const faults: RequestListener[] = [];
    const tokens = new Set<string | undefined>();
    const url = await serve((request, response) => {
      tokens.add(request.headers.authorization);
      const fault = faults.shift();
      if (fault !== undefined) return fault(request, response);
      const asked = new URL(request.url ?? '', `http://${request.headers.host}`);
      const after = Number(asked.searchParams.get('after') ?? 0);
      const page = events.slice(after, after + 2);
      const next = new URL(asked);
      next.searchParams.set('after', String(after + page.length));
      response.setHeader('link', [`<${asked.href}>; rel="self"`, `<${next.href}>; rel="next"`]);
      response.end(JSON.stringify(page));
    });
    const secret = await secretOf('token-1');
    const okta = oktaOf('okta', url, secret);
    const { clock, context, taken } = setUp('okta', 500);
    faults.push((_, response) => response.writeHead(429, { 'retry-after': '30' }).end());
    expect(await poll(okta, context)).toEqual({ kind: 'waiting', until: clock.now + 30_000 });
    for (const [fault, problem] of [
      [(_, response) => response.writeHead(500).end('oops'), /status 500/],
      [(_, response) => response.end('[{"uuid":'), /no JSON/],
      [() => {}, /no answer/],
      [(_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(), /status 302/],
    ] satisfies [RequestListener, RegExp][]) {
      clock.now += 3_600_000;
      faults.push(fault);
      expect(await poll(okta, context)).toMatchObject({ kind: 'failed', problem: expect.stringMatching(problem) });
    }
    clock.now += 3_600_000;
    expect(await poll(okta, context)).toMatchObject({ kind: 'taken', records: 5, known: 0 });
    await secrets.send(new PutSecretValueCommand({ SecretId: secret, SecretString: 'token-2' }));
    expect(await poll(okta, context)).toMatchObject({ kind: 'taken', records: 0, known: 5 });
    expect((await taken()).map(({ raw }) => JSON.parse(raw))).toEqual(events);
    expect(tokens).toEqual(new Set(['SSWS token-1', 'SSWS token-2']));
  });

  it('of Entra: a token for the client, a filter, the next page in the answer', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      if (request.url === '/token') {
        let form = '';
        request.on('data', (part) => {
          form += part;
        });
        request.on('end', () => {
          asked.push(form);
          response.end('{"access_token":"abc","expires_in":3600}');
        });
        return;
      }
      asked.push(`${request.headers.authorization} ${decodeURIComponent(request.url ?? '')}`);
      const isFirst = !request.url?.includes('skiptoken');
      const value = [{ id: isFirst ? 'a' : 'b', createdDateTime: new Date().toISOString() }];
      response.end(JSON.stringify({ value, ...(isFirst && { '@odata.nextLink': `${url}/signIns?$skiptoken=1` }) }));
    });
    const entra = PollCollector.parse({
      kind: 'poll',
      source: 'entra',
      tenant: ACME,
      trust: 'high',
      url: `${url}/signIns`,
      auth: {
        kind: 'oauth2',
        secret_arn: await secretOf('{"client_id":"me","client_secret":"s3cret"}'),
        token_url: `${url}/token`,
        scope: 'https://graph.example/.default',
      },
      records: 'value',
      record_id: 'id',
      record_time: 'createdDateTime',
      since: { parameter: '$filter', template: 'createdDateTime ge {since}' },
      paging: { kind: 'next_url', path: '@odata.nextLink' },
    });
    const { context, taken } = setUp('entra');
    expect(await poll(entra, context)).toMatchObject({ kind: 'taken', records: 2, pages: 2 });
    expect(await poll(entra, context)).toMatchObject({ kind: 'taken', records: 0, known: 2 });
    expect(await taken()).toHaveLength(2);
    expect(asked[0]).toContain('grant_type=client_credentials&client_id=me&client_secret=s3cret&scope=');
    expect(asked.filter((text) => text.includes('grant_type'))).toHaveLength(1);
    expect(asked[1]).toMatch(/^Bearer abc \/signIns\?\$filter=createdDateTime\+ge\+20/);
  });

  it('are not asked for without the login, and no error tells the secret', async () => {
    const url = await serve((_, response) => response.end('[]'));
    const collector = PollCollector.parse({
      ...oktaOf('broken', url, await secretOf('not-json-secret')),
      auth: { kind: 'oauth2', secret_arn: await secretOf('not-json-secret'), token_url: `${url}/token` },
    });
    const outcome = await poll(collector, setUp('broken').context);
    expect(outcome).toMatchObject({ kind: 'failed', problem: expect.stringContaining('the secret is no JSON with') });
    expect(JSON.stringify(outcome)).not.toContain('not-json-secret');
  });
});

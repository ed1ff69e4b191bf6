import { randomBytes } from 'node:crypto';
import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Client } from '@opensearch-project/opensearch';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { keys } from '../../adapters/dynamodb/keys.ts';
import { dynamoPackStore } from '../../adapters/dynamodb/pack-store.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { openSearchReader } from '../../adapters/opensearch/search-reader.ts';
import { poolConfigOf } from '../../adapters/postgres/connection.ts';
import { databaseOf } from '../../adapters/postgres/database.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import type { Alert } from '../../domain/model/alert.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { container as detectIncidentsContainer } from '../../lambdas/detect-incidents/container.ts';
import { detectIncidentsHandler } from '../../lambdas/detect-incidents/handler.ts';
import { container as indexContainer } from '../../lambdas/index/container.ts';
import { indexHandler } from '../../lambdas/index/handler.ts';
import { container as migrateContainer } from '../../lambdas/migrate/container.ts';
import { migrateHandler } from '../../lambdas/migrate/handler.ts';
import { container as sweepContainer } from '../../lambdas/sweep/container.ts';
import { sweepHandler } from '../../lambdas/sweep/handler.ts';
import { normalizedPack } from '../support/events.ts';
import { APPLICATION_PASSWORD } from '../support/scratch-database.ts';
import { scratchTable } from '../support/scratch-table.ts';

const suffix = randomBytes(4).toString('hex');
const tenant = TenantId.parse(`tenant-${suffix}`);
const prefix = `lambdas-${suffix}`;
const indices = indicesOf(prefix);
let environment: Record<string, string>;
let client: Client;
let scratch: Awaited<ReturnType<typeof scratchTable>>;
const drops: (() => Promise<unknown>)[] = [];

const secretOf = async (name: string, username: string, password: string): Promise<string> => {
  const SecretString = JSON.stringify({ username, password });
  const secrets = new SecretsManagerClient({});
  return (await secrets.send(new CreateSecretCommand({ Name: `${name}-${suffix}`, SecretString }))).ARN ?? '';
};

const migrate = (changes: Record<string, string> = {}) =>
  migrateHandler(migrateContainer({ ...environment, ...changes }))({
    RequestType: 'Create',
    ServiceToken: '',
    ResponseURL: '',
    StackId: '',
    RequestId: '',
    LogicalResourceId: '',
    ResourceType: '',
    ResourceProperties: { ServiceToken: '' },
  });

/** The items of a partition as the table's stream hands them to a Lambda: binary values as base64. */
const streamOf = async (...partitions: string[]): Promise<DynamoDBStreamEvent> => {
  const Records: DynamoDBStreamEvent['Records'] = [];
  for (const pk of partitions) {
    const { Items = [] } = await scratch.table.client.send(
      new QueryCommand({
        TableName: scratch.table.name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
      }),
    );
    for (const item of Items) {
      const plain = JSON.stringify(item, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
      );
      const NewImage: Record<string, AttributeValue> & Record<string, never> = JSON.parse(plain);
      Records.push({ dynamodb: { SequenceNumber: String(Records.length + 1), NewImage } });
    }
  }
  return { Records };
};

const messageOf = (alerts: readonly Alert[]): SQSEvent => ({
  Records: [
    {
      messageId: 'm1',
      receiptHandle: '',
      body: JSON.stringify({ tenant, alerts }),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: '',
        ApproximateFirstReceiveTimestamp: '0',
        MessageGroupId: 'g',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: '',
    },
  ],
});

beforeAll(async () => {
  const { opensearch, postgres } = inject('endpoints');
  scratch = await scratchTable('lambdas');
  const name = `lambdas_${suffix}`;
  environment = {
    // No such state machine: starting workflows is best effort.
    HUNT_QUEUE_URL: 'http://127.0.0.1:1/000000000000/hunts.fifo',
    STATE_MACHINE_ARN: 'arn:aws:states:eu-central-1:000000000000:stateMachine:none',
    DATABASE_SECRET_ARN: await secretOf('application', 'watchkeep_app', APPLICATION_PASSWORD),
    ADMIN_SECRET_ARN: await secretOf('admin', postgres.user, postgres.password),
    DATABASE_HOST: postgres.host,
    DATABASE_PORT: String(postgres.port),
    DATABASE_NAME: name,
    OPENSEARCH_ENDPOINT: opensearch,
    INDEX_PREFIX: prefix,
    AWS_REGION: 'eu-central-1',
  };
  client = openSearchClient({ OPENSEARCH_ENDPOINT: opensearch, INDEX_PREFIX: prefix, AWS_REGION: 'x' });
  drops.push(
    scratch.drop,
    () => client.indices.delete({ index: [`${prefix}-*`, 'wazuh-alerts-2026-02-18'], ignore_unavailable: true }),
    () => client.close(),
    async () => {
      const owner = new pg.Client({ ...postgres, database: 'postgres' });
      await owner.connect();
      await owner.query(`drop database ${name} with (force)`);
      await owner.end();
    },
  );
});
afterAll(async () => {
  for (const drop of drops) await drop();
});

describe('the Lambdas on the real stores', () => {
  it('migrate: makes database, role and templates, and can be repeated', async () => {
    expect(await migrate()).toEqual({ PhysicalResourceId: 'watchkeep-migrations' });
    expect(await migrate()).toEqual({ PhysicalResourceId: 'watchkeep-migrations' });
    const { body } = await client.indices.getIndexTemplate({ name: `${prefix}-*` });
    const made = body.index_templates.map((template) => template.name).toSorted();
    expect(made).toEqual(
      ['incidents', 'incidents-enriched', 'logs', 'playbooks', 'rejected'].map((n) => `${prefix}-${n}`),
    );
    const address = { host: '127.0.0.1', port: inject('endpoints').postgres.port, name: `lambdas_${suffix}` };
    const database = databaseOf(poolConfigOf(address, 'watchkeep_app', APPLICATION_PASSWORD));
    const policy = { mode: 'human', incidentLevel: 4, windowMinutes: 60 } as const;
    await postgresTenantRegistry(database).save({ id: tenant, name: 'Test', enabled: true }, policy);
    await database.close();
  });

  it('migrate: says which step failed and why', async () => {
    await expect(migrate({ DATABASE_PORT: '1' })).rejects.toThrow(/^database migrations failed: .*ECONNREFUSED/);
    await expect(migrate({ OPENSEARCH_ENDPOINT: 'http://127.0.0.1:1' })).rejects.toThrow(/^index templates failed: /);
  });

  it('index: packs and alerts of the table become documents that equal what is stored, under strict templates', async () => {
    const pack = normalizedPack(tenant, 0, 40);
    await dynamoPackStore(scratch.table).put(tenant, pack);
    const alerts = [1, 2].map((n) => ({
      ...alertOf({ n, minute: n, tenant, entities: [user('a')] }),
      data: { 'srcip.a': '192.0.2.1', srcip: '192.0.2.2', long: 'x'.repeat(100_000) },
    }));
    await dynamoAlertStore(scratch.table).put(tenant, alerts);
    const event = await streamOf(keys.pack(tenant, pack.hour, pack.bucket), keys.alert(tenant, '2026-02-18'));
    expect(event.Records).toHaveLength(3);
    const handler = indexHandler(indexContainer(environment));
    for (let turn = 0; turn < 2; turn++) await handler(event);
    await client.indices.refresh({ index: [`${prefix}-*`, 'wazuh-alerts-*'] });

    const reader = openSearchReader(client, indices);
    const events = await reader.search(tenant, { kind: 'events', filters: [], limit: 100 });
    expect(events.items).toEqual(pack.events.toReversed());
    const one = await reader.search(tenant, {
      kind: 'events',
      filters: [{ field: 'user_id', value: 'user.7' }],
      text: 'balance_inquiry session-7',
      limit: 5,
    });
    expect(one.items).toEqual([pack.events[7]]);
    const found = await reader.search(tenant, { kind: 'alerts', filters: [], limit: 10 });
    expect(found.items.map(({ id }) => id)).toEqual([alerts[1]?.id, alerts[0]?.id]);
    expect((await client.indices.exists({ index: indices.rejected })).body).toBe(false);
  });

  it('detect-incidents: alerts become an incident in Postgres and a copy in OpenSearch', async () => {
    const handler = detectIncidentsHandler(detectIncidentsContainer(environment));
    const alerts = [1, 2, 3].map((n) => alertOf({ n, minute: n, tenant, entities: [user('a')] }));
    for (let turn = 0; turn < 2; turn++) expect(await handler(messageOf(alerts))).toEqual({ batchItemFailures: [] });
    await client.indices.refresh({ index: indices.incidents });
    const { body } = await client.search({ index: indices.incidents });
    expect(body.hits.hits.map(({ _source }) => _source)).toMatchObject([{ tenant, alert_count: 3, band: 'MEDIUM' }]);
  });

  it('sweep: brings to the copies what detect-incidents could not', async () => {
    const { OPENSEARCH_ENDPOINT: _, ...withoutSearch } = environment;
    const handler = detectIncidentsHandler(detectIncidentsContainer(withoutSearch));
    await handler(messageOf([alertOf({ n: 9, minute: 300, tenant, entities: [user('b')] })]));
    await sweepHandler({ ...sweepContainer(environment), start: async () => 0 })();
    await client.indices.refresh({ index: indices.incidents });
    expect((await client.count({ index: indices.incidents })).body.count).toBe(2);
  });
});

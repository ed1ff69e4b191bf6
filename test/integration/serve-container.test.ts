import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { dynamoAlertStore } from '../../adapters/dynamodb/alert-store.ts';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { openSearchClient } from '../../adapters/opensearch/client.ts';
import { indicesOf } from '../../adapters/opensearch/indices.ts';
import { openSearchWriter } from '../../adapters/opensearch/search-writer.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { archiveLines } from '../../domain/archive/archive-lines.ts';
import { alertOf } from '../../domain/incident/testing/alerts.ts';
import { eventIdOf } from '../../domain/model/position.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { container } from '../../lambdas/serve/container.ts';
import { serveHandler } from '../../lambdas/serve/handler.ts';
import { ACME, bankingLine, GLOBEX, streamLine } from '../support/lines.ts';
import { APPLICATION_PASSWORD, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';
import { type ScratchPool, scratchPool } from '../support/scratch-pool.ts';
import { scratchTable } from '../support/scratch-table.ts';

const PREFIX = `api-container-${process.pid}`;
const BUCKET = `api-container-${process.pid}`;
const RANGE = { from: '2026-02-18T10:00:00Z', to: '2026-02-18T11:00:00Z' };

let scratch: ScratchDatabase;
let dropTable: () => Promise<void>;
let pool: ScratchPool;
let handler: ReturnType<typeof serveHandler>;
const incidentIds = new Map<TenantId, string>();

const alertsOf = (tenant: TenantId) =>
  Array.from({ length: 3 }, (_, n) =>
    alertOf({ n, minute: n, tenant, level: 10, entities: [{ kind: 'user', value: `${tenant}.victim` }] }),
  );

/** Everything that the steps before would have written, for one tenant. */
const fill = async (tenant: TenantId, table: Awaited<ReturnType<typeof scratchTable>>['table']): Promise<void> => {
  const registry = postgresTenantRegistry(scratch.database);
  const policy = { mode: 'human', incidentLevel: 4, windowMinutes: 60 } as const;
  await registry.save({ id: tenant, name: tenant, enabled: true }, policy);
  await registry.saveSource(tenant, { tenant, id: 'tcp-5140', ingress: 'tcp', trust: 'medium', enabled: true });
  const lines = Array.from({ length: 5 }, (_, n) => streamLine(n, bankingLine(n), tenant, tenant === ACME ? 0 : 1));
  await archiveLines(tenant, lines, s3ArchiveStore(BUCKET, table), archiveTools);
  await dynamoAlertStore(table).put(tenant, alertsOf(tenant));
  const minute = new Date().toISOString().slice(0, 16);
  await dynamoOfferLedger(table).recordOffers(tenant, [
    { minute, source: 'tcp-5140', instance: 'test', serial: 1, lines: 5, resent: 0 },
  ]);
  const [outcome] = await postgresIncidentRepository(scratch.database, nodeHasher).recordAlerts(
    tenant,
    alertsOf(tenant),
    Date.now(),
  );
  if (outcome?.kind === 'in_incident') incidentIds.set(tenant, outcome.incidentId);
  const search = {
    OPENSEARCH_ENDPOINT: inject('endpoints').opensearch,
    INDEX_PREFIX: PREFIX,
    AWS_REGION: 'eu-central-1',
  };
  const client = openSearchClient(search);
  // The template as far as this test needs it: terms are keywords.
  await client.transport.request({
    method: 'PUT',
    path: `/_index_template/${PREFIX}`,
    body: {
      index_patterns: [`${PREFIX}-*`],
      priority: 500,
      template: {
        mappings: {
          properties: { '@timestamp': { type: 'date' }, 'event.original': { type: 'text' }, message: { type: 'text' } },
          dynamic_templates: [{ keywords: { match_mapping_type: 'string', mapping: { type: 'keyword' } } }],
        },
      },
    },
  });
  const documents = lines.map(({ position, envelope }, n) => {
    const id = eventIdOf(position);
    const body = {
      '@timestamp': envelope.receivedAt,
      'event.id': id,
      'event.ingested': envelope.receivedAt,
      'event.original': envelope.raw,
      tenant,
      source: envelope.source,
      user_id: `user.${n}`,
    };
    return { index: indicesOf(PREFIX).logs(envelope.receivedAt), id, body };
  });
  const failures = await openSearchWriter(client).write(tenant, documents);
  expect(failures).toEqual([]);
  await client.transport.request({ method: 'POST', path: `/${PREFIX}-*/_refresh` });
};

const get = async (path: string, tenant: TenantId, query: Record<string, string> = {}) => {
  const result = await handler({
    httpMethod: 'GET',
    path: `/api/v1${path}`,
    headers: { Authorization: `Bearer ${pool.idToken}`, 'X-Tenant': tenant },
    multiValueQueryStringParameters: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
    requestContext: { requestId: 'test' },
  });
  const json: unknown = JSON.parse(result.body);
  return { status: result.statusCode, json };
};

beforeAll(async () => {
  vi.stubEnv('LOG_LEVEL', 'SILENT');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  const { table, drop } = await scratchTable('api-container');
  dropTable = drop;
  scratch = await scratchDatabase();
  pool = await scratchPool([`tenant/${ACME}`, `tenant/${GLOBEX}`, 'role/analyst']);
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: BUCKET }));
  const { ARN = '' } = await new SecretsManagerClient({}).send(
    new CreateSecretCommand({
      Name: `api-container-${process.pid}`,
      SecretString: JSON.stringify({ username: 'watchkeep_app', password: APPLICATION_PASSWORD }),
    }),
  );
  for (const tenant of [ACME, GLOBEX]) await fill(tenant, table);
  const { aws, opensearch, postgres } = inject('endpoints');
  const dependencies = container({
    TABLE_NAME: table.name,
    RAW_BUCKET: BUCKET,
    REPORT_BUCKET: BUCKET,
    HUNT_QUEUE_URL: 'http://127.0.0.1:1/000000000000/hunts.fifo',
    STATE_MACHINE_ARN: 'arn:aws:states:eu-central-1:000000000000:stateMachine:none',
    AUDIT_KEY_ID: 'none',
    IP_SET_PREFIX: 'none',
    OPENSEARCH_ENDPOINT: opensearch,
    INDEX_PREFIX: PREFIX,
    DATABASE_SECRET_ARN: ARN,
    DATABASE_HOST: postgres.host,
    DATABASE_PORT: String(postgres.port),
    DATABASE_NAME: scratch.name,
    USER_POOL_ID: pool.id,
    USER_POOL_CLIENT_ID: pool.clientId,
    AWS_ENDPOINT_URL: aws,
  });
  handler = serveHandler(dependencies);
});
afterAll(async () => {
  await dropTable();
  await scratch.drop();
});

const Items = z.object({ items: z.array(z.record(z.string(), z.unknown())), cursor: z.string().optional() });

describe.each([
  [ACME, GLOBEX],
  [GLOBEX, ACME],
])('the broker over the real stores, for %s', (tenant, other) => {
  it('finds every part well', async () => {
    const { json } = await get('/health', tenant);
    expect(json).toMatchObject({
      status: 'ok',
      parts: [{ part: 'postgres' }, { part: 'opensearch' }, { part: 'table' }],
    });
  });

  it('reads incidents and their alerts, none of the other tenant', async () => {
    const { json } = await get('/incidents', tenant, { band: 'CRITICAL', status: 'new' });
    expect(json).toMatchObject({ items: [{ incident_id: incidentIds.get(tenant), tenant, alert_count: 3 }] });
    const alerts = await get(`/incidents/${incidentIds.get(tenant)}/alerts`, tenant);
    expect(alerts.json).toMatchObject({ items: alertsOf(tenant).map(({ id }) => ({ id, tenant })), missing: [] });
    expect((await get(`/incidents/${incidentIds.get(other)}`, tenant)).status).toBe(404);
    expect((await get('/incidents', tenant, { band: 'LOW' })).json).toEqual({ items: [] });
  });

  it('pages through alerts', async () => {
    const first = Items.parse((await get('/alerts', tenant, { ...RANGE, limit: '2' })).json);
    const second = Items.parse(
      (await get('/alerts', tenant, { ...RANGE, limit: '2', cursor: first.cursor ?? '' })).json,
    );
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(alertsOf(tenant).map(({ id }) => id));
  });

  it('searches events by field, by words and page by page', async () => {
    const ask = async (query: Record<string, string>) =>
      Items.parse((await get('/events', tenant, { ...RANGE, ...query })).json);
    expect((await ask({ filter: 'user_id=user.3' })).items).toMatchObject([{ tenant, user_id: 'user.3' }]);
    expect((await ask({ q: 'balance_inquiry CHK0000002' })).items).toMatchObject([{ user_id: 'user.2' }]);
    expect((await ask({ q: '* OR tenant:*' })).items).toEqual([]);
    expect((await ask({ filter: `tenant=${other}` })).items).toEqual([]);
    const first = await ask({ limit: '3' });
    const second = await ask({ limit: '3', cursor: first.cursor ?? '' });
    expect([...first.items, ...second.items].map((event) => event.user_id)).toEqual(
      [4, 3, 2, 1, 0].map((n) => `user.${n}`),
    );
  });

  it('reads evidence from the archive, and sources with what they sent', async () => {
    const shard = tenant === ACME ? 0 : 1;
    const raw = await get(`/events/${shard}:1003:0/raw`, tenant);
    expect(raw.json).toMatchObject({ raw: bankingLine(3), index: 3, lines: 5, masked: [] });
    expect((await get(`/events/${1 - shard}:1003:0/raw`, tenant)).status).toBe(404);
    expect((await get('/sources', tenant)).json).toMatchObject({
      items: [{ id: 'tcp-5140', lines_last_hour: 5, last_seen_at: expect.stringContaining('T') }],
    });
  });

  it('sums the metrics of closed minutes', async () => {
    const { json } = await get('/metrics', tenant, RANGE);
    expect(json).toMatchObject({ counters: { archived: 5, alerts: 0, in_incidents: 3, suppressed: 0 } });
  });
});

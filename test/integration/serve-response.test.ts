import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { WAFV2Client } from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { z } from 'zod';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { postgresAssessmentStore } from '../../adapters/postgres/assessment-store.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { reportClient, reportStore } from '../../adapters/reports/report-store.ts';
import { wafIpSets } from '../../adapters/waf/ip-sets.ts';
import { verifyAuditLog } from '../../domain/audit/verify-audit-log.ts';
import type { Plan } from '../../domain/model/plan.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { blockIp } from '../../domain/respond/block-ip.ts';
import { executeAction } from '../../domain/respond/execute-action.ts';
import { exampleEnrichment, exampleScore } from '../../domain/serve/contract/examples-response.ts';
import { container } from '../../lambdas/serve/container.ts';
import { serveHandler } from '../../lambdas/serve/handler.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { actionOf, planFor, raise } from '../support/response-fixture.ts';
import { postgresStores, type ResponseStores } from '../support/response-stores.ts';
import { APPLICATION_PASSWORD, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';
import { type ScratchPool, scratchPool } from '../support/scratch-pool.ts';

/** Not one of the networks that are never blocked. */
const ADDRESS = '45.83.64.7';
const NAME = `api-response-${process.pid}`;

let scratch: ScratchDatabase;
let stores: ResponseStores;
let pool: ScratchPool;
let keyId: string;
let handler: ReturnType<typeof serveHandler>;
const plans = new Map<TenantId, Plan>();

const planOf = (tenant: TenantId): Plan => {
  const plan = plans.get(tenant);
  if (!plan) throw new Error(`${tenant} has no plan`);
  return plan;
};

/** What the steps before would have written: an incident with score, enrichment, a plan that waits, and a report. */
const fill = async (tenant: TenantId): Promise<void> => {
  const now = Date.now();
  await postgresTenantRegistry(scratch.database).save(
    { id: tenant, name: tenant, enabled: true },
    { mode: 'human', incidentLevel: 4, windowMinutes: 60 },
  );
  const incidentId = await raise(stores, tenant, 'victim', 1, now);
  const assessments = postgresAssessmentStore(scratch.database);
  await assessments.putScore(tenant, { incidentId, revision: 1 }, exampleScore, now);
  await assessments.putEnrichment(tenant, { incidentId, revision: 1 }, exampleEnrichment, now);
  const { plan } = await stores.plans.put(tenant, planFor(incidentId, 1, { created_at: new Date(now).toISOString() }));
  plans.set(tenant, plan);
  await stores.approvals.request(
    tenant,
    {
      playbookId: plan.playbook_id,
      incidentId,
      planHash: plan.plan_hash,
      taskToken: 'a-token-that-no-execution-waits-for',
      expiresAt: now + 600_000,
    },
    now,
  );
  const day = new Date(now).toISOString().slice(0, 10);
  await reportStore(reportClient(), NAME, scratch.database).put(
    tenant,
    {
      report_id: `RPT-daily-${day}`,
      kind: 'daily',
      period_start: `${day}T00:00:00.000Z`,
      period_end: `${day}T23:59:59.000Z`,
      created_at: new Date(now).toISOString(),
    },
    [{ format: 'html', body: new TextEncoder().encode(`<h1>${tenant}</h1>`) }],
  );
};

const send = async (method: 'GET' | 'POST', tenant: TenantId, path: string, body?: unknown) => {
  const [name = '', query = ''] = path.split('?');
  const result = await handler({
    httpMethod: method,
    path: `/api/v1${name}`,
    headers: { Authorization: `Bearer ${pool.idToken}`, 'X-Tenant': tenant, 'Content-Type': 'application/json' },
    multiValueQueryStringParameters: Object.fromEntries([...new URLSearchParams(query)].map(([n, v]) => [n, [v]])),
    body: body === undefined ? null : JSON.stringify(body),
    requestContext: { requestId: 'test' },
  });
  const json: unknown = JSON.parse(result.body);
  return { status: result.statusCode, json };
};
const get = (tenant: TenantId, path: string) => send('GET', tenant, path);

beforeAll(async () => {
  vi.stubEnv('LOG_LEVEL', 'SILENT');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  scratch = await scratchDatabase();
  stores = postgresStores(scratch.database);
  pool = await scratchPool([`tenant/${ACME}`, `tenant/${GLOBEX}`, 'role/tenant-approver']);
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: NAME }));
  const { KeyMetadata } = await new KMSClient({}).send(
    new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
  );
  keyId = KeyMetadata?.KeyId ?? '';
  const { ARN = '' } = await new SecretsManagerClient({}).send(
    new CreateSecretCommand({
      Name: NAME,
      SecretString: JSON.stringify({ username: 'watchkeep_app', password: APPLICATION_PASSWORD }),
    }),
  );
  for (const tenant of [ACME, GLOBEX]) {
    await fill(tenant);
    await wafIpSets(new WAFV2Client({}), NAME).ensureIpSets(tenant);
  }
  const { aws, opensearch, postgres } = inject('endpoints');
  handler = serveHandler(
    container({
      TABLE_NAME: NAME,
      RAW_BUCKET: NAME,
      REPORT_BUCKET: NAME,
      HUNT_QUEUE_URL: 'http://127.0.0.1:1/000000000000/hunts.fifo',
      STATE_MACHINE_ARN: `arn:aws:states:eu-central-1:000000000000:stateMachine:${NAME}`,
      AUDIT_KEY_ID: keyId,
      IP_SET_PREFIX: NAME,
      OPENSEARCH_ENDPOINT: opensearch,
      INDEX_PREFIX: NAME,
      DATABASE_SECRET_ARN: ARN,
      DATABASE_HOST: postgres.host,
      DATABASE_PORT: String(postgres.port),
      DATABASE_NAME: scratch.name,
      USER_POOL_ID: pool.id,
      USER_POOL_CLIENT_ID: pool.clientId,
      AWS_ENDPOINT_URL: aws,
    }),
  );
});
afterAll(async () => {
  await scratch.drop();
});

describe.each([
  [ACME, GLOBEX],
  [GLOBEX, ACME],
])('the second half of the API over the real stores, for %s', (tenant, other) => {
  it('reads score, enrichment and plans, none of the other tenant', async () => {
    const { incident_id, playbook_id } = planOf(tenant);
    expect((await get(tenant, `/incidents/${incident_id}/assessment`)).json).toEqual({
      incident_id,
      revision: 1,
      score: exampleScore,
      enrichment: exampleEnrichment,
    });
    expect((await get(tenant, '/playbooks?status=pending_approval')).json).toMatchObject({ items: [{ playbook_id }] });
    expect((await get(tenant, `/incidents/${incident_id}/playbooks`)).json).toMatchObject({ items: [{ playbook_id }] });
    expect((await get(tenant, `/playbooks/${planOf(other).playbook_id}`)).status).toBe(404);
  });

  it('keeps a decision and signs it, once for a double click; another comes too late', async () => {
    const { playbook_id, plan_hash } = planOf(tenant);
    const decide = (decision: string, hash = plan_hash) =>
      send('POST', tenant, '/approve', { playbook_id, plan_hash: hash, decision });
    expect((await decide('approved', 'f'.repeat(64))).status).toBe(409);
    const [first, second] = await Promise.all([decide('approved'), decide('approved')]);
    expect(first.status).toBe(200);
    expect(second.json).toEqual(first.json);
    expect((await decide('denied')).status).toBe(409);
    expect((await get(tenant, `/playbooks/${playbook_id}`)).json).toMatchObject({
      plan: { status: 'approved', plan_hash },
      approval: { status: 'approved' },
      actions: [],
    });
    const foreign = { playbook_id: planOf(other).playbook_id, plan_hash: planOf(other).plan_hash, decision: 'denied' };
    expect((await send('POST', tenant, '/approve', foreign)).status).toBe(404);
  });

  it('stops and releases the automation; the chain holds under the key', async () => {
    expect((await send('POST', tenant, '/automation', { kill_switch: true })).json).toEqual({
      mode: 'human',
      kill_switch: true,
      approval_minutes: 60,
    });
    await send('POST', tenant, '/automation', { kill_switch: false });
    expect((await get(tenant, '/automation')).json).toMatchObject({ kill_switch: false });
    const { json } = await get(tenant, '/audit');
    expect(json).toMatchObject({
      items: [{ kind: 'approval_granted' }, { kind: 'kill_switch_engaged' }, { kind: 'kill_switch_released' }],
    });
    const signer = kmsAuditSigner(keyId);
    const log = postgresAuditLog(scratch.database, nodeHasher, signer);
    expect(await verifyAuditLog(tenant, log, nodeHasher, signer)).toMatchObject({ ok: true, entries: 3 });
  });

  it('links to reports', async () => {
    const { json } = await get(tenant, '/reports');
    const { report_id } = z.object({ items: z.tuple([z.object({ report_id: z.string() })]) }).parse(json).items[0];
    const link = await get(tenant, `/reports/${report_id}/link?format=html`);
    const { url } = z.object({ url: z.url() }).parse(link.json);
    expect(await (await fetch(url)).text()).toBe(`<h1>${tenant}</h1>`);
    expect((await get(tenant, `/reports/${report_id}/link?format=pdf`)).status).toBe(404);
  });

  it('counts for dashboards', async () => {
    expect((await get(tenant, '/metrics/response')).json).toMatchObject({
      plans: expect.arrayContaining([{ status: 'approved', count: 1 }]),
      seconds_to_decision: { count: 1 },
    });
    const { json } = await get(tenant, '/metrics/incidents?from=2026-02-18T00:00:00Z&to=2026-02-19T00:00:00Z&step=1d');
    expect(json).toMatchObject({ items: [{ time: '2026-02-18T00:00:00.000Z' }] });
  });

  it('takes an action back: the address leaves the set of the tenant, and no other', async () => {
    const ipSets = wafIpSets(new WAFV2Client({}), NAME);
    const action = actionOf(planOf(tenant), 'a1', { target: ADDRESS });
    await stores.actions.add(tenant, [action]);
    const ports = { ...stores, adapters: { block_ip: blockIp({ ...stores, ipSets }) }, clock: Date.now };
    expect(await executeAction(tenant, action.action_id, ports)).toEqual({ status: 'verified' });
    await ipSets.add(other, ADDRESS);
    const { action_id } = action;
    expect((await get(tenant, '/actions?status=verified')).json).toMatchObject({ items: [{ action_id }] });
    expect((await send('POST', other, '/rollback', { action_id })).status).toBe(404);
    const answers = await Promise.all([1, 2].map(() => send('POST', tenant, '/rollback', { action_id })));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, json: { status: 'rolled_back' } });
    expect([await ipSets.list(tenant), await ipSets.list(other)]).toEqual([[], [ADDRESS]]);
    await ipSets.remove(other, ADDRESS);
    const { json } = await get(tenant, `/audit?incident_id=${action.incident_id}`);
    const { items } = z.object({ items: z.array(z.object({ kind: z.string() })) }).parse(json);
    expect(items.map(({ kind }) => kind)).toEqual([
      'approval_granted',
      'action_executed',
      'action_verified',
      'rollback_requested',
      'action_rolled_back',
    ]);
  });

  it('lists notifications', async () => {
    expect((await get(tenant, '/notifications')).json).toEqual({ items: [] });
  });
});

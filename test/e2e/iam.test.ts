import { randomInt } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { TenantId } from '../../domain/model/tenant.ts';
import { actionList } from '../../domain/serve/contract/action-list.ts';
import { playbookList } from '../../domain/serve/contract/playbook-list.ts';
import { accountedFor } from '../support/accounted.ts';
import { type ApiReader, analystOf } from '../support/api-reader.ts';
import { attackerAddress, webShell } from '../support/attacks.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { type RecordedCall, recordedCalls } from '../support/recorded-calls.ts';
import { postBody, sendLines } from '../support/send-lines.ts';
import { until } from '../support/until.ts';
import { type Answer, idTokenOf, post } from './api-client.ts';

/** What each step cannot do its work without. The index Lambda calls OpenSearch only. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  collect: ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'kinesis:PutRecords'],
  archive: ['dynamodb:PutItem', 'dynamodb:Query', 's3:PutObject'],
  normalize: ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'kms:GenerateDataKey'],
  detect: [
    'dynamodb:BatchGetItem',
    'dynamodb:ConditionCheckItem',
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'sqs:SendMessage',
  ],
  'detect-incidents': ['secretsmanager:GetSecretValue', 'states:StartExecution'],
  score: ['dynamodb:GetItem', 'secretsmanager:GetSecretValue'],
  enrich: ['dynamodb:GetItem', 'secretsmanager:GetSecretValue'],
  plan: ['dynamodb:GetItem', 'kms:Sign', 'secretsmanager:GetSecretValue'],
  approve: ['dynamodb:GetItem', 'kms:Sign', 'secretsmanager:GetSecretValue'],
  respond: ['kms:Sign', 'secretsmanager:GetSecretValue', 'wafv2:GetIPSet', 'wafv2:ListIPSets', 'wafv2:UpdateIPSet'],
  report: ['dynamodb:Query', 'kms:Sign', 's3:PutObject', 'secretsmanager:GetSecretValue'],
  sweep: ['secretsmanager:GetSecretValue'],
  migrate: ['secretsmanager:GetSecretValue'],
  serve: [
    'dynamodb:Query',
    'kms:Sign',
    's3:GetObject',
    'secretsmanager:GetSecretValue',
    'states:SendTaskSuccess',
    'wafv2:UpdateIPSet',
  ],
};

const OUR_OWN = 'ungranted-on-purpose';

let system: DeployedSystem;
let analyst: ApiReader;

const callsOf = (step: string): readonly RecordedCall[] =>
  recordedCalls(inject('home')).filter(({ session }) => session === `watchkeep-local-${step}`);

const approve = async (tenant: TenantId, path: string, body: unknown): Promise<Answer> => {
  const login = system.run.logins.find(
    ({ tenants, roles }) => tenants.includes(tenant) && roles.includes('tenant-approver'),
  );
  if (!login) throw new Error(`the seed has no approver of ${tenant}`);
  return post(system.run, path, body, { token: await idTokenOf(system.run, login), tenant });
};

/** A plan denied by a person, an action executed by the policy and rolled back by a person, the reports of a day. */
const respond = async (): Promise<void> => {
  const address = attackerAddress();
  await sendLines(system.run, ACME, webShell(address));
  await sendLines(system.run, GLOBEX, webShell(address));
  const action = await until('an executed action', async () => {
    const { items } = actionList.response.parse((await analyst.get(ACME, '/actions')).json);
    return items.find(({ target, status }) => target === address && status === 'verified');
  });
  expect((await approve(ACME, '/rollback', { action_id: action.action_id })).status).toBe(200);
  const plan = await until('a plan that waits', async () => {
    const { items } = playbookList.response.parse((await analyst.get(GLOBEX, '/playbooks')).json);
    return items.find(
      ({ status, soar_actions }) =>
        status === 'pending_approval' && soar_actions.some(({ target }) => target === address),
    );
  });
  const { playbook_id, plan_hash } = plan;
  const denied = () => approve(GLOBEX, '/approve', { playbook_id, plan_hash, decision: 'denied' });
  await until('the decision', async () => ((await denied()).status === 200 ? true : undefined));
  await new LambdaClient({}).send(new InvokeCommand({ FunctionName: 'watchkeep-local-report' }));
};

/** Makes every step work at least once, so that this file also stands alone. */
beforeAll(async () => {
  system = await deployedSystem();
  analyst = await analystOf(system.run);
  const address = `198.18.${randomInt(256)}.${randomInt(1, 255)}`;
  const failedLogin = JSON.stringify({
    timestamp: new Date().toISOString(),
    log_type: 'core_banking',
    event_type: 'login_failed',
    host: 'cbs-app-01',
    channel: 'web',
    user_id: `user-${address}`,
    source_ip: address,
    reason: 'wrong_password',
    result: 'failure',
  });
  const before = await system.counters(ACME);
  await sendLines(system.run, ACME, Array<string>(20).fill(failedLogin));
  const { status } = await postBody(system.run, ACME, failedLogin, { via: 'gateway' });
  expect(status).toBe(202);
  await accountedFor(system, ACME, before, 21);
  expect((await analyst.incidents(ACME)).length).toBeGreaterThan(0);
  const found = await until(
    'an event of the search',
    async () => (await analyst.events(ACME, 'source_ip', address))[0],
  );
  expect((await analyst.get(ACME, `/events/${encodeURIComponent(found['event.id'])}/raw`)).status).toBe(200);
  await respond();
}, 600_000);
afterAll(() => system.close());

describe('what the Lambdas asked of AWS', () => {
  it.each(Object.entries(CALLS))('%s made the calls of its step, and they were granted', async (step, actions) => {
    const missing = (): readonly string[] => {
      const granted = callsOf(step).filter(({ decision }) => decision === 'Allow');
      return actions.filter((action) => !granted.some((call) => call.action === action));
    };
    const all = async () => (missing().length === 0 ? true : undefined);
    await until(`the calls of ${step}`, all, { seconds: 90 }, () => `(missing: ${missing().join(', ')})`);
  });

  it('was granted each time', () => {
    const refused = recordedCalls(inject('home')).filter(
      ({ decision, session }) => decision !== 'Allow' && session !== OUR_OWN,
    );
    expect(refused).toEqual([]);
  });
});

describe('a call that nobody granted', () => {
  it('is denied to the role of a Lambda, whose other calls succeed', async () => {
    const [{ roleArn } = { roleArn: '' }] = callsOf('archive');
    const assume = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: OUR_OWN });
    const { Credentials } = await new STSClient().send(assume);
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const dynamodb = new DynamoDBClient({ credentials });
    const s3 = new S3Client({ credentials, forcePathStyle: true });
    const TableName = system.table.name;
    const Key = { pk: { S: OUR_OWN }, sk: { S: OUR_OWN } };

    const query = new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': Key.pk },
    });
    expect(await dynamodb.send(query)).toMatchObject({ Count: 0 });
    await expect(dynamodb.send(new DeleteItemCommand({ TableName, Key }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    const outside = new GetObjectCommand({ Bucket: system.bucket, Key: `evidence/${OUR_OWN}` });
    await expect(s3.send(outside)).rejects.toMatchObject({ name: 'AccessDenied' });
    const inside = new GetObjectCommand({ Bucket: system.bucket, Key: `logs/${OUR_OWN}` });
    await expect(s3.send(inside)).rejects.not.toMatchObject({ name: 'AccessDenied' });
  });
});

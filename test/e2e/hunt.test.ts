import { randomInt } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TenantId } from '../../domain/model/tenant.ts';
import { huntGet } from '../../domain/serve/contract/hunt-get.ts';
import { accountedFor, settled } from '../support/accounted.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';
import { jsonLines, soc } from '../support/soc-command.ts';
import { until } from '../support/until.ts';
import { get, idTokenOf, post } from './api-client.ts';

const TIMEOUT = 900_000;
/** A user whom no rule of the content knows. */
const user = `hunted-${randomInt(1e9)}`;
const HITS = 7;

let system: DeployedSystem;
let token: string;
let folder: string;
let since: string;

/** Reads of balances, of which no rule of the content makes an alert. */
const balanceOf = (user_id: string, n: number): string =>
  JSON.stringify({
    timestamp: new Date().toISOString(),
    log_type: 'core_banking',
    event_type: 'balance_inquiry',
    host: 'cbs-app-01',
    channel: 'web',
    user_id,
    account_id: `CHK${String(n).padStart(7, '0')}`,
    source_ip: '198.51.100.9',
    result: 'success',
  });

const RULE = `<group name="hunt,">
  <rule id="119900" level="5">
    <if_sid>100000</if_sid>
    <field name="user_id">^${user}$</field>
    <description>Everything of $(user_id)</description>
  </rule>
</group>`;

/** What a hunt must leave alone: every window, alert and waiting event, with the number of its last write. */
const live = async (tenant: TenantId): Promise<readonly string[]> => {
  const { client, name } = system.table;
  const found: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: name, ConsistentRead: true }))
    for (const { pk, sk, type, version } of Items)
      if (['ALERT', 'HELD', 'WINDOW'].includes(type) && String(pk).startsWith(`T#${tenant}#`))
        found.push(`${pk} ${sk} ${version}`);
  const { alerts, evaluated, in_incidents } = await system.counters(tenant);
  return [...found.toSorted(), `alerts ${alerts}, evaluated ${evaluated}, in incidents ${in_incidents}`];
};

beforeAll(async () => {
  system = await deployedSystem();
  const login = system.run.logins.find(({ roles }) => roles.includes('analyst'));
  if (!login) throw new Error('the seed has no analyst');
  token = await idTokenOf(system.run, login);
  folder = await mkdtemp(join(tmpdir(), 'hunt-'));
  await writeFile(join(folder, 'rule.xml'), RULE);
  const before = await settled(system, ACME);
  const beforeOther = await settled(system, GLOBEX);
  since = new Date(Date.now() - 60_000).toISOString();
  const lines = Array.from({ length: 100 }, (_, n) => balanceOf(n < HITS ? user : `other-${n}`, n));
  await sendLines(system.run, ACME, lines);
  await sendLines(system.run, GLOBEX, [balanceOf(user, 1)]);
  await accountedFor(system, ACME, before, 100);
  await accountedFor(system, GLOBEX, beforeOther, 1);
}, TIMEOUT);
afterAll(() => system.close());

const soon = (): string => new Date(Date.now() + 60_000).toISOString();
const file = (): string => join(folder, 'rule.xml');

const Printed = z.object({ tenant: z.string(), change: z.string(), event_id: z.string(), user_id: z.string() });

describe('soc hunt', () => {
  it('finds exactly the lines of the rule, and leaves live state alone', { timeout: TIMEOUT }, async () => {
    const before = await live(ACME);
    const result = await soc('hunt', '--rule', file(), '--from', since, '--to', soon(), '--tenant', ACME);
    expect(result.stderr).toMatch(/acme-bank: objects \d+, lines \d+, .*alerts 7\n/);
    expect(result.code).toBe(1);
    const found = jsonLines(result).map((line) => Printed.parse(line));
    expect(found).toHaveLength(HITS);
    expect(new Set(found.map(({ event_id }) => event_id)).size).toBe(HITS);
    expect(found.every((one) => one.user_id === user && one.tenant === ACME && one.change === 'found')).toBe(true);
    expect(await live(ACME)).toEqual(before);
  });

  it('finds nothing before the lines came, and says so by its exit code', { timeout: TIMEOUT }, async () => {
    const to = new Date(Date.parse(since) - 1).toISOString();
    const from = new Date(Date.parse(since) - 60_000).toISOString();
    const result = await soc('hunt', '--rule', file(), '--from', from, '--to', to, '--tenant', ACME);
    expect([result.code, result.stdout]).toEqual([0, '']);
  });

  it.each([
    ['an unknown tenant', () => ['--rule', file(), '--tenant', 'no-such-bank'], /there is no such tenant/],
    ['a file that is not there', () => ['--rule', join(folder, 'none.xml')], /cannot be read/],
    ['a suppression of no rule', () => ['--suppress', '4711'], /no rule 4711/],
    ['nothing', () => [], /either --rule FILE or --suppress/],
  ])('refuses %s with a sentence', { timeout: TIMEOUT }, async (_, args, reason) => {
    const result = await soc('hunt', ...args(), '--from', since, '--to', soon());
    expect(result.stderr).toMatch(reason);
    expect(result.code).toBe(2);
  });
});

describe('a hunt by the API', () => {
  const started = async (body: object): Promise<string> => {
    const answer = await post(system.run, '/hunts', { ...body, from: since, to: soon() }, { token, tenant: ACME });
    expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
    return z.object({ hunt_id: z.string() }).parse(answer.json).hunt_id;
  };
  const ended = (id: string) =>
    until(`the end of ${id}`, async () => {
      const { json } = await get(system.run, `/hunts/${id}`, { token, tenant: ACME });
      const found = huntGet.response.parse(json);
      return ['done', 'failed', 'cancelled'].includes(found.hunt.status) ? found : undefined;
    });

  it('goes on by itself to the same alerts, and is nobody else’s', { timeout: TIMEOUT }, async () => {
    const before = await live(ACME);
    const id = await started({ rules: RULE });
    expect((await get(system.run, `/hunts/${id}`, { token, tenant: GLOBEX })).status).toBe(404);
    const { hunt, alerts } = await ended(id);
    expect(hunt).toMatchObject({ status: 'done', counts: { added: HITS, removed: 0, found: HITS } });
    expect(hunt.preview).toMatch(/this removes no alert; it adds 7\.$/);
    expect(alerts.map(({ line }) => line.includes(user))).toEqual(Array.from({ length: HITS }, () => true));
    const evidence = await get(system.run, `/events/${alerts[0]?.event_id}/raw`, { token, tenant: ACME });
    expect(evidence.text).toContain(user);
    expect((await get(system.run, `/hunts/${id}`, { token, tenant: GLOBEX })).status).toBe(404);
    expect(await live(ACME)).toEqual(before);
  });

  it('says which rule cannot be used', { timeout: TIMEOUT }, async () => {
    const { hunt } = await ended(await started({ rules: RULE.replace('100000', '4711') }));
    expect(hunt).toMatchObject({ status: 'failed', error: expect.stringContaining('line 2: rule 119900') });
  });
});

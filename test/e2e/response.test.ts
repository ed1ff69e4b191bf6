import { WAFV2Client } from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wafIpSets } from '../../adapters/waf/ip-sets.ts';
import { localDatabase } from '../../bin/soc/stores.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { IpSets } from '../../domain/ports/ip-sets.ts';
import type { PolicyMode } from '../../domain/ports/tenant-registry.ts';
import { actionList } from '../../domain/serve/contract/action-list.ts';
import { auditList } from '../../domain/serve/contract/audit-list.ts';
import { incidentPlaybooks } from '../../domain/serve/contract/incident-playbooks.ts';
import { notificationList } from '../../domain/serve/contract/notification-list.ts';
import { playbookGet } from '../../domain/serve/contract/playbook-get.ts';
import { type ApiReader, analystOf } from '../support/api-reader.ts';
import { attackerAddress, refusedLogins, webShell } from '../support/attacks.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, GLOBEX } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';
import { until } from '../support/until.ts';
import { type Answer, idTokenOf, post } from './api-client.ts';

const TIMEOUT = 300_000;
let system: DeployedSystem;
let analyst: ApiReader;
let ipSets: IpSets;

beforeAll(async () => {
  system = await deployedSystem();
  analyst = await analystOf(system.run);
  ipSets = wafIpSets(new WAFV2Client({}), 'watchkeep-local');
});
afterAll(() => system.close());

const approve = async (tenant: TenantId, path: string, body: unknown): Promise<Answer> => {
  const login = system.run.logins.find(
    ({ tenants, roles }) => tenants.includes(tenant) && roles.includes('tenant-approver'),
  );
  if (!login) throw new Error(`the seed has no approver of ${tenant}`);
  return post(system.run, path, body, { token: await idTokenOf(system.run, login), tenant });
};

const incidentAbout = (tenant: TenantId, address: string, status: Incident['status']): Promise<Incident> => {
  let seen = 'no incident';
  return until(
    `an incident about ${address} in state ${status}`,
    async () => {
      const found = (await analyst.incidents(tenant)).filter(({ entities }) =>
        entities.some(({ value }) => value === address),
      );
      seen = found.map(({ incident_id, revision, status: state }) => `${incident_id} r${revision} ${state}`).join();
      return found.find((incident) => incident.status === status);
    },
    { seconds: 120 },
    () => `(there is ${seen})`,
  );
};

const planOf = async (tenant: TenantId, { incident_id }: Incident) => {
  const { items } = incidentPlaybooks.response.parse(
    (await analyst.get(tenant, `/incidents/${incident_id}/playbooks`)).json,
  );
  const [newest] = items;
  if (!newest) throw new Error(`${incident_id} has no plan`);
  return playbookGet.response.parse((await analyst.get(tenant, `/playbooks/${newest.playbook_id}`)).json);
};

const auditKinds = async (tenant: TenantId, { incident_id }: Incident): Promise<string[]> =>
  auditList.response
    .parse((await analyst.get(tenant, `/audit?incident_id=${incident_id}&limit=200`)).json)
    .items.map(({ kind }) => kind);

const actionsOf = async (tenant: TenantId, { incident_id }: Incident) =>
  actionList.response.parse((await analyst.get(tenant, `/actions?incident_id=${incident_id}`)).json).items;

const withPolicy = async (tenant: TenantId, mode: PolicyMode, work: () => Promise<void>): Promise<void> => {
  const database = localDatabase(system.connection);
  const set = (to: string) =>
    database.withTenant(tenant, (transaction) =>
      transaction.updateTable('policies').set({ mode: to }).where('tenant', '=', tenant).execute(),
    );
  const before = system.run.tenants.find(({ id }) => id === tenant)?.policy;
  if (before === undefined) throw new Error(`the seed has no tenant ${tenant}`);
  try {
    await set(mode);
    await work();
  } finally {
    await set(before);
    await database.close();
  }
};

describe('a MEDIUM incident where every plan waits for a person', () => {
  const address = attackerAddress();

  it('waits, is approved once however often, blocks the one address, and is taken back', {
    timeout: TIMEOUT,
  }, async () => {
    const acmeBefore = await ipSets.list(ACME);
    await sendLines(system.run, GLOBEX, refusedLogins(address, '<img src=x onerror=alert(1)>'));
    const waiting = await incidentAbout(GLOBEX, address, 'pending_approval');
    expect(waiting.band).toBe('MEDIUM');
    const { plan, approval } = await planOf(GLOBEX, waiting);
    expect(plan.soar_actions.filter(({ auto_execute }) => auto_execute)).toMatchObject([
      { action_type: 'block_ip', target: address },
    ]);
    expect(plan.statements.every(({ evidence }) => evidence.length > 0)).toBe(true);
    expect(approval?.status).toBe('pending');
    expect(JSON.stringify(approval)).not.toContain('task_token');
    expect(await ipSets.list(GLOBEX)).not.toContain(address);

    const decision = { playbook_id: plan.playbook_id, plan_hash: plan.plan_hash, decision: 'approved' };
    const wrong = await approve(GLOBEX, '/approve', { ...decision, plan_hash: '0'.repeat(64) });
    expect(wrong.status).toBe(409);
    expect((await approve(ACME, '/approve', decision)).status).toBe(404);
    const answers = await Promise.all([1, 2, 3].map(() => approve(GLOBEX, '/approve', decision)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await approve(GLOBEX, '/approve', { ...decision, decision: 'denied' })).status).toBe(409);

    const done = await incidentAbout(GLOBEX, address, 'executed');
    expect(await ipSets.list(GLOBEX)).toContain(address);
    expect(await ipSets.list(ACME)).toEqual(acmeBefore);
    const [action, ...others] = await actionsOf(GLOBEX, done);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ action_type: 'block_ip', target: address, status: 'verified' });
    expect(await auditKinds(GLOBEX, done)).toEqual([
      'plan_created',
      'automation_decided',
      'approval_requested',
      'approval_granted',
      'action_executed',
      'action_verified',
    ]);

    const rolledBack = await approve(GLOBEX, '/rollback', { action_id: action?.action_id });
    expect(rolledBack).toMatchObject({ status: 200, json: { status: 'rolled_back' } });
    expect(await ipSets.list(GLOBEX)).not.toContain(address);
    expect(await auditKinds(GLOBEX, done)).toContain('action_rolled_back');
  });
});

describe('a HIGH incident', () => {
  it('runs by itself under the severity matrix, and somebody is told', { timeout: TIMEOUT }, async () => {
    const address = attackerAddress();
    await sendLines(system.run, ACME, webShell(address));
    const done = await incidentAbout(ACME, address, 'executed');
    expect(done.band).toBe('HIGH');
    expect(await ipSets.list(ACME)).toContain(address);
    expect(await ipSets.list(GLOBEX)).not.toContain(address);
    const notifications = notificationList.response.parse((await analyst.get(ACME, '/notifications')).json).items;
    expect(notifications.filter(({ incident_id }) => incident_id === done.incident_id)).toMatchObject([
      { kind: 'post_action' },
    ]);
  });

  it('waits for a person where people decide, and a no stays a no', { timeout: TIMEOUT }, async () => {
    const address = attackerAddress();
    await sendLines(system.run, GLOBEX, webShell(address));
    const waiting = await incidentAbout(GLOBEX, address, 'pending_approval');
    const { plan } = await planOf(GLOBEX, waiting);
    const { playbook_id, plan_hash } = plan;
    const denied = await approve(GLOBEX, '/approve', { playbook_id, plan_hash, decision: 'denied', comment: 'a test' });
    expect(denied.status).toBe(200);
    const ended = await incidentAbout(GLOBEX, address, 'denied');
    expect(await ipSets.list(GLOBEX)).not.toContain(address);
    expect(await actionsOf(GLOBEX, ended)).toEqual([]);
  });

  it('changes nothing in shadow, and the record says what would have been done', { timeout: TIMEOUT }, async () => {
    const address = attackerAddress();
    await withPolicy(ACME, 'shadow', async () => {
      await sendLines(system.run, ACME, webShell(address));
      const recorded = await incidentAbout(ACME, address, 'recorded');
      expect(await ipSets.list(ACME)).not.toContain(address);
      expect(await actionsOf(ACME, recorded)).toMatchObject([
        { action_type: 'block_ip', target: address, status: 'shadowed', detail: expect.stringMatching(/would/) },
      ]);
      expect(await auditKinds(ACME, recorded)).toContain('plan_shadowed');
    });
  });

  it('waits while the kill switch is engaged', { timeout: TIMEOUT }, async () => {
    const address = attackerAddress();
    expect((await approve(ACME, '/automation', { kill_switch: true })).status).toBe(200);
    try {
      await sendLines(system.run, ACME, webShell(address));
      const waiting = await incidentAbout(ACME, address, 'pending_approval');
      const { plan } = await planOf(ACME, waiting);
      const { playbook_id, plan_hash } = plan;
      expect((await approve(ACME, '/approve', { playbook_id, plan_hash, decision: 'approved' })).status).toBe(200);
      const failed = await incidentAbout(ACME, address, 'failed');
      expect(await actionsOf(ACME, failed)).toMatchObject([{ status: 'rejected', detail: expect.any(String) }]);
      expect(await ipSets.list(ACME)).not.toContain(address);
    } finally {
      expect((await approve(ACME, '/automation', { kill_switch: false })).status).toBe(200);
    }
  });
});

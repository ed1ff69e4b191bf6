import { describe, expect, it } from 'vitest';
import { HuntResource } from '../../domain/serve/contract/hunt-resource.ts';
import type { Operation } from '../../domain/serve/contract/operation.ts';
import { operations } from '../../domain/serve/contract/operations.ts';
import { Role } from '../../domain/serve/role.ts';
import { ANALYST, testApi, tokenFor } from './testing/api.ts';
import { ACME, alertOf, eventIdOf, incidentIdOf } from './testing/records.ts';
import { actionIdOf, planHashOf, playbookIdFor, reportIdOf } from './testing/response-records.ts';

const api = await testApi();
const both = tokenFor(
  'tenant/acme-bank',
  'tenant/globex-bank',
  'role/analyst',
  'tenant/Not A Tenant',
  'role/root',
  'vip',
);

const HUNT = { suppression: { rule_id: '100001' }, from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' };
const hunt = HuntResource.parse((await api.post('/api/v1/hunts', HUNT, { token: ANALYST })).json);

const IDS: Readonly<Record<string, string>> = {
  incidents: incidentIdOf(ACME, 0),
  alerts: alertOf(ACME, 0).id,
  events: eventIdOf(ACME, 0),
  playbooks: playbookIdFor(ACME, 0),
  reports: reportIdOf(ACME),
  hunts: hunt.hunt_id,
};
const BODIES: Readonly<Record<string, unknown>> = {
  'playbook-approve': { playbook_id: playbookIdFor(ACME, 0), plan_hash: planHashOf(ACME, 0), decision: 'denied' },
  'action-rollback': { action_id: actionIdOf(ACME, 0) },
  'automation-set': { kill_switch: true },
  'hunt-start': HUNT,
  'hunt-cancel': { hunt_id: hunt.hunt_id },
};
const pathOf = ({ path }: Operation): string => path.replace(/(\w+)\/\{id\}/, (_, noun) => `${noun}/${IDS[noun]}`);
const send = async (operation: Operation, call: { token?: string } = {}) => {
  if (operation.method === 'GET') return api.get(pathOf(operation), call);
  // A tenant hunts one at a time: each start has a tenant that hunts nothing yet.
  const at = operation.id === 'hunt-start' ? await testApi() : api;
  return at.post(pathOf(operation), BODIES[operation.id], call);
};
const guarded = Object.values<Operation>(operations).filter(({ access }) => access === 'tenant');
const cells = guarded.flatMap((operation) => Role.options.map((role) => [operation.id, role, operation] as const));

describe('roles', () => {
  it.each(cells)('%s as %s', async (_, role, operation) => {
    const { status } = await send(operation, { token: tokenFor('tenant/acme-bank', `role/${role}`) });
    const success = (operation.method === 'POST' && operation.status) || 200;
    expect(status).toBe(operation.roles.includes(role) ? success : 403);
  });

  it.each(guarded.map((operation) => [operation.id, operation] as const))(
    '%s needs a token, and a role',
    async (_, operation) => {
      expect((await send(operation)).status).toBe(401);
      expect((await send(operation, { token: tokenFor('tenant/acme-bank') })).status).toBe(403);
    },
  );
});

describe('the tenant of a request', () => {
  const as = (token: string, tenant?: string, headers: Record<string, string> = {}) =>
    api.get('/api/v1/sources', { token, headers: { ...(tenant !== undefined && { 'X-Tenant': tenant }), ...headers } });

  it('is the only one of the token where the header is missing', async () => {
    expect((await as(ANALYST)).json).toHaveProperty('items.0.id', 'tcp-acme-bank');
    expect((await as(ANALYST, 'acme-bank')).json).toHaveProperty('items.0.id', 'tcp-acme-bank');
  });

  it('has to be named where there are several; the answer lists none', async () => {
    const { status, text } = await as(both);
    expect(status).toBe(400);
    expect(text).toContain('X-Tenant');
    expect(text).not.toMatch(/acme|globex/);
    expect((await as(both, 'globex-bank')).json).toHaveProperty('items.0.id', 'tcp-globex-bank');
  });

  it.each([
    'globex-bank',
    'no-such-bank',
    'ACME-BANK',
    '',
    ' ',
    '*',
    "acme-bank' OR 1=1",
    'acme-bank, globex-bank',
    '../acme-bank',
  ])('is not there where the token does not list it: %j', async (tenant) => {
    const { status, text } = await as(ANALYST, tenant);
    expect(status).toBe(404);
    expect(text).toBe((await as(ANALYST, 'never-existed')).text);
  });

  it('cannot be named twice', async () => {
    expect((await as(both, 'acme-bank', { 'x-tenant': 'globex-bank' })).status).toBe(404);
  });

  it('is missing for those who have none', async () => {
    expect((await as(tokenFor('role/analyst'))).status).toBe(403);
    expect((await as(tokenFor('role/analyst'), 'acme-bank')).status).toBe(404);
  });
});

describe('GET /me', () => {
  it('tells tenants and roles, and no group that is neither', async () => {
    expect((await api.get('/api/v1/me', { token: both })).json).toEqual({
      subject: '6f1c1d1e-0000-4000-8000-000000000001',
      username: 'ana',
      tenants: ['acme-bank', 'globex-bank'],
      roles: ['analyst'],
    });
    expect((await api.get('/api/v1/me')).status).toBe(401);
  });
});

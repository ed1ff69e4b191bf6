import { describe, expect, it } from 'vitest';
import { memoryResponsePolicies } from '../../adapters/memory/response-policies.ts';
import { APPROVER, type TestApi, testApi, tokenFor } from './testing/api.ts';
import { ACME } from './testing/records.ts';
import { testServices } from './testing/services.ts';

const PATH = '/api/v1/automation';
const VIEWER = tokenFor('tenant/acme-bank', 'role/tenant-viewer');
const GLOBEX_VIEWER = tokenFor('tenant/globex-bank', 'role/tenant-viewer');
const set = (api: TestApi, kill_switch: boolean) => api.post(PATH, { kill_switch }, { token: APPROVER });
const kindsOf = async (api: TestApi) => (await api.get('/api/v1/audit', { token: VIEWER })).json;

describe('the automation of a tenant', () => {
  it('is told to everybody who has a role', async () => {
    const policies = memoryResponsePolicies();
    policies.set(ACME, { mode: 'matrix', approvalMinutes: 30, neverBlock: ['198.51.100.0/24'] });
    const api = await testApi({ policies });
    const { json } = await api.get(PATH, { token: VIEWER });
    expect(json).toEqual({ mode: 'matrix', kill_switch: false, approval_minutes: 30 });
  });

  it('is stopped and released by an approver, each written to the audit chain once', async () => {
    const api = await testApi();
    expect((await set(api, true)).json).toMatchObject({ kill_switch: true });
    expect((await set(api, true)).json).toMatchObject({ kill_switch: true });
    expect((await api.get(PATH, { token: VIEWER })).json).toMatchObject({ kill_switch: true });
    expect((await api.get(PATH, { token: GLOBEX_VIEWER })).json).toMatchObject({ kill_switch: false });
    expect((await set(api, false)).json).toMatchObject({ kill_switch: false });
    expect(await kindsOf(api)).toMatchObject({
      items: [
        { kind: 'kill_switch_engaged', subject: 'acme-bank', actor: expect.stringMatching(/^user:/) },
        { kind: 'kill_switch_released', subject: 'acme-bank', detail: { username: 'ana' } },
      ],
    });
    expect(await kindsOf(api)).toHaveProperty('items.length', 2);
  });

  it('is not for other roles to stop', async () => {
    const api = await testApi();
    expect((await api.post(PATH, { kill_switch: true }, { token: VIEWER })).status).toBe(403);
    expect((await api.get(PATH, { token: VIEWER })).json).toMatchObject({ kill_switch: false });
  });

  it('stays stopped where the switch of the platform is engaged', async () => {
    const policies = memoryResponsePolicies();
    await policies.setPlatformKillSwitch(true);
    const api = await testApi({ policies });
    expect((await set(api, false)).json).toMatchObject({ kill_switch: true });
  });

  it('can be stopped while nothing can be audited, and not released', async () => {
    const { services } = await testServices();
    const append = () => Promise.reject(new Error('no key'));
    const api = await testApi({ ...services, audit: { ...services.audit, append } });
    expect(await set(api, true)).toMatchObject({
      status: 503,
      json: { detail: expect.stringMatching(/^Everything is/) },
    });
    expect((await api.get(PATH, { token: VIEWER })).json).toMatchObject({ kill_switch: true });
    expect(await set(api, false)).toMatchObject({ status: 503, json: { detail: expect.stringMatching(/^It stays/) } });
    expect((await api.get(PATH, { token: VIEWER })).json).toMatchObject({ kill_switch: true });
  });
});

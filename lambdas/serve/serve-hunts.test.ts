import { describe, expect, it } from 'vitest';
import { huntGet } from '../../domain/serve/contract/hunt-get.ts';
import { ANALYST, APPROVER, type TestApi, testApi, tokenFor } from './testing/api.ts';

const PATH = '/api/v1/hunts';
const GLOBEX = tokenFor('tenant/globex-bank', 'role/analyst');
const PERIOD = { from: '2026-02-01T00:00:00Z', to: '2026-02-18T00:00:00Z' };
const SUPPRESSION = { suppression: { rule_id: '100001', where: { field: 'ip', value: '198.51.100.7' } }, ...PERIOD };
const RULES = { rules: '<group name="a,"><rule id="110000" level="5"></rule></group>', ...PERIOD };

const start = (api: TestApi, body: unknown = SUPPRESSION, token = ANALYST) => api.post(PATH, body, { token });
const started = async (api: TestApi): Promise<string> => {
  const { hunt } = huntGet.response.pick({ hunt: true }).parse({ hunt: (await start(api)).json });
  return hunt.hunt_id;
};

describe('hunts', () => {
  it('start at once, go on by themselves, and are there for the tenant', async () => {
    const api = await testApi();
    const answer = await start(api);
    expect(answer).toMatchObject({
      status: 202,
      json: { status: 'queued', created_by: expect.stringMatching(/^user:/), from: '2026-02-01T00:00:00.000Z' },
    });
    expect(api.done.hunted).toEqual([expect.stringMatching(/^acme-bank HUNT-2026-02-18-[0-9a-f]{12} 0$/)]);
    expect((await api.get(PATH, { token: ANALYST })).json).toEqual({ items: [answer.json] });
  });

  it('take rules too', async () => {
    const api = await testApi();
    expect(await start(api, RULES, APPROVER)).toMatchObject({ status: 202, json: { change: { kind: 'rules' } } });
  });

  it('are not there for another tenant', async () => {
    const api = await testApi();
    const id = await started(api);
    expect((await api.get(`${PATH}/${id}`, { token: ANALYST })).status).toBe(200);
    expect((await api.get(`${PATH}/${id}`, { token: GLOBEX })).status).toBe(404);
    expect((await api.post(`${PATH}/cancel`, { hunt_id: id }, { token: GLOBEX })).status).toBe(404);
    expect((await api.get(PATH, { token: GLOBEX })).json).toEqual({ items: [] });
  });

  it('run one at a time; a cancelled one makes room', async () => {
    const api = await testApi();
    const id = await started(api);
    expect(await start(api, RULES)).toMatchObject({ status: 409, json: { detail: expect.stringContaining('cancel') } });
    expect(await start(api, RULES, GLOBEX)).toMatchObject({ status: 202 });
    const cancelled = await api.post(`${PATH}/cancel`, { hunt_id: id }, { token: APPROVER });
    expect(cancelled).toMatchObject({ status: 200, json: { status: 'cancelled' } });
    expect(await api.post(`${PATH}/cancel`, { hunt_id: id }, { token: APPROVER })).toMatchObject({ status: 200 });
    expect(await start(api, RULES)).toMatchObject({ status: 202 });
  });

  it.each(['tenant-viewer', 'executive', 'administrator'])('are not for a %s to start', async (role) => {
    const api = await testApi();
    const token = tokenFor('tenant/acme-bank', `role/${role}`);
    expect((await start(api, SUPPRESSION, token)).status).toBe(403);
    expect((await api.post(`${PATH}/cancel`, { hunt_id: 'HUNT-2026-02-18-000000000000' }, { token })).status).toBe(403);
  });

  it.each(['tenant-viewer', 'executive'])('quote logs, which a %s does not read', async (role) => {
    const api = await testApi();
    expect((await api.get(PATH, { token: tokenFor('tenant/acme-bank', `role/${role}`) })).status).toBe(403);
  });

  it.each([
    ['neither', PERIOD],
    ['both', { ...RULES, ...SUPPRESSION }],
    ['a period in the future', { ...RULES, from: '2027-01-01T00:00:00Z', to: '2027-01-02T00:00:00Z' }],
    ['a period that ends before it begins', { ...RULES, from: PERIOD.to, to: PERIOD.from }],
    ['two years', { ...RULES, from: '2024-01-01T00:00:00Z' }],
    ['a control character', { ...RULES, rules: 'a\u0000b' }],
    ['rules without end', { ...RULES, rules: 'x'.repeat(48_001) }],
    ['a rule id that is none', { suppression: { rule_id: "1' or '1" }, ...PERIOD }],
    ['a field that is none', { suppression: { rule_id: '1', where: { field: '$(x)', value: 'y' } }, ...PERIOD }],
    ['something unknown', { ...RULES, tenant: 'globex-bank' }],
  ])('refuse %s', async (_, body) => {
    const api = await testApi();
    expect(await start(api, body)).toMatchObject({ status: 400, json: { errors: [{ reason: expect.any(String) }] } });
    expect(api.done.hunted).toEqual([]);
  });

  it('refuse a body of more than 64 kB', async () => {
    const api = await testApi();
    expect((await start(api, { ...RULES, rules: 'é'.repeat(40_000) })).status).toBe(413);
  });
});

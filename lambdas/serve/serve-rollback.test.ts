import { describe, expect, it } from 'vitest';
import { fail } from '../../domain/model/result.ts';
import { APPROVER, testApi, tokenFor } from './testing/api.ts';
import { ACME, GLOBEX } from './testing/records.ts';
import { actionIdOf } from './testing/response-records.ts';

const PATH = '/api/v1/rollback';
const by = 'user:6f1c1d1e-0000-4000-8000-000000000001';

describe('POST /rollback', () => {
  it('takes the action back in the name of the person', async () => {
    const api = await testApi();
    const { status, json } = await api.post(PATH, { action_id: actionIdOf(ACME, 0) }, { token: APPROVER });
    expect(status).toBe(200);
    expect(json).toMatchObject({ action_id: actionIdOf(ACME, 0), status: 'rolled_back' });
    expect(json).not.toHaveProperty('snapshot');
    expect(api.done.rolledBack).toEqual([
      { tenant: ACME, target: '198.51.100.7', snapshot: { secret: 'the state before' } },
    ]);
    expect((await api.get('/api/v1/audit', { token: APPROVER })).json).toMatchObject({
      items: [
        { kind: 'rollback_requested', actor: by, subject: actionIdOf(ACME, 0) },
        { kind: 'action_rolled_back', actor: by, subject: actionIdOf(ACME, 0) },
      ],
    });
  });

  it('has one effect where it is sent twice', async () => {
    const api = await testApi();
    const send = () => api.post(PATH, { action_id: actionIdOf(ACME, 0) }, { token: APPROVER });
    expect((await Promise.all([send(), send()])).map(({ status }) => status)).toEqual([200, 200]);
    expect((await send()).json).toMatchObject({ status: 'rolled_back' });
    expect(api.done.rolledBack).toHaveLength(1);
  });

  it.each([
    ['rejected', 'there is nothing to take back'],
    ['shadowed', 'there is nothing to take back'],
    ['executing', 'still runs'],
  ] as const)('says why it cannot take back what is %s', async (status, why) => {
    const api = await testApi({ rollback: async () => fail({ kind: 'not_executed', status }) });
    const answer = await api.post(PATH, { action_id: actionIdOf(ACME, 0) }, { token: APPROVER });
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ type: 'urn:watchkeep:problem:conflict', detail: expect.stringContaining(why) });
  });

  it('asks to be repeated where the world outside refused', async () => {
    const reason = 'AccessDenied for arn:aws:iam::1:role/serve';
    const api = await testApi({ rollback: async () => fail({ kind: 'rollback_failed', reason }) });
    const { status, text } = await api.post(PATH, { action_id: actionIdOf(ACME, 0) }, { token: APPROVER });
    expect(status).toBe(503);
    expect(text).toContain('Send the same again');
    expect(text).not.toContain('arn:aws');
  });

  it('does not tell an action of another tenant from one that is not there, nor touches it', async () => {
    const api = await testApi();
    const theirs = await api.post(PATH, { action_id: actionIdOf(GLOBEX, 0) }, { token: APPROVER });
    const nobodys = await api.post(PATH, { action_id: 'PB-2026-02-18-ZZZZZZZZZZ-r1/a1' }, { token: APPROVER });
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe(nobodys.text);
    expect(api.done.rolledBack).toEqual([]);
  });

  it.each(['tenant-viewer', 'analyst', 'executive', 'administrator'])('is not for the role %s', async (role) => {
    const api = await testApi();
    const token = tokenFor('tenant/acme-bank', `role/${role}`);
    expect((await api.post(PATH, { action_id: actionIdOf(ACME, 0) }, { token })).status).toBe(403);
    expect(api.done.rolledBack).toEqual([]);
  });

  it.each(['a1', `${actionIdOf(ACME, 0)}/../a2`, '', '*', 7, null])('takes no action id like %j', async (action_id) => {
    const api = await testApi();
    const { status, json } = await api.post(PATH, { action_id }, { token: APPROVER });
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ field: 'action_id' }] });
  });
});

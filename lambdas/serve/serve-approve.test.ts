import { describe, expect, it } from 'vitest';
import { APPROVER, poolKey, type TestApi, testApi, tokenFor } from './testing/api.ts';
import { ACME, GLOBEX, incidentIdOf, NOW } from './testing/records.ts';
import { planHashOf, playbookIdFor, taskTokenOf } from './testing/response-records.ts';
import { claimsOf } from './testing/tokens.ts';

const PATH = '/api/v1/approve';
const SUBJECT = '6f1c1d1e-0000-4000-8000-000000000001';
const OTHER = poolKey.token(
  claimsOf(['tenant/acme-bank', 'role/tenant-approver'], { sub: 'another-person', 'cognito:username': 'bob' }),
);

const decision = (n = 0, more: Record<string, unknown> = {}, tenant = ACME) => ({
  playbook_id: playbookIdFor(tenant, n),
  plan_hash: planHashOf(tenant, n),
  decision: 'approved',
  ...more,
});
const decide = (api: TestApi, body: unknown = decision(), token = APPROVER) => api.post(PATH, body, { token });
const auditOf = async (api: TestApi) => (await api.get('/api/v1/audit', { token: APPROVER })).json;

describe('POST /approve', () => {
  it('keeps the decision, writes it to the audit chain, and lets the workflow go on', async () => {
    const api = await testApi();
    const { status, json } = await decide(api, decision(0, { comment: 'Seen.\nNot one of ours.' }));
    expect(status).toBe(200);
    expect(json).toEqual({
      playbook_id: playbookIdFor(ACME, 0),
      incident_id: incidentIdOf(ACME, 0),
      plan_hash: planHashOf(ACME, 0),
      status: 'approved',
      requested_at: '2026-02-18T11:59:00.000Z',
      expires_at: '2026-02-18T12:10:00.000Z',
      decided_at: '2026-02-18T12:00:00.000Z',
      decided_by: SUBJECT,
      comment: 'Seen.\nNot one of ours.',
    });
    expect(api.done.resumed).toEqual([{ taskToken: taskTokenOf(ACME, 0), output: { decision: 'approved' } }]);
    expect(await auditOf(api)).toMatchObject({
      items: [
        {
          sequence: 1,
          actor: `user:${SUBJECT}`,
          kind: 'approval_granted',
          subject: playbookIdFor(ACME, 0),
          incident_id: incidentIdOf(ACME, 0),
          detail: { plan_hash: planHashOf(ACME, 0), username: 'ana', comment: 'Seen.\nNot one of ours.' },
        },
      ],
    });
    const plan = await api.get(`/api/v1/playbooks/${playbookIdFor(ACME, 0)}`, { token: APPROVER });
    expect(plan.json).toMatchObject({ plan: { status: 'approved' }, approval: { status: 'approved' } });
  });

  it('denies', async () => {
    const api = await testApi();
    expect((await decide(api, decision(0, { decision: 'denied' }))).json).toMatchObject({ status: 'denied' });
    expect(api.done.resumed).toEqual([{ taskToken: taskTokenOf(ACME, 0), output: { decision: 'denied' } }]);
    expect(await auditOf(api)).toMatchObject({ items: [{ kind: 'approval_denied' }] });
  });

  it('has one effect where it is sent twice at once, and again later', async () => {
    const api = await testApi();
    const answers = await Promise.all([decide(api), decide(api)]);
    answers.push(await decide(api, decision(0, { comment: 'again' }), OTHER));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(api.done.resumed.map(({ output }) => output.decision))).toEqual(new Set(['approved']));
    expect(await auditOf(api)).toHaveProperty('items.length', 1);
  });

  it('keeps the first decision where another follows', async () => {
    const api = await testApi();
    await decide(api, decision(0, { decision: 'denied' }));
    const { status, json } = await decide(api, decision(), OTHER);
    expect(status).toBe(409);
    expect(json).toMatchObject({ type: 'urn:watchkeep:problem:conflict', detail: expect.stringContaining('denied') });
    expect(api.done.resumed.map(({ output }) => output.decision)).toEqual(['denied', 'denied']);
    expect(await auditOf(api)).toMatchObject({ items: [{ kind: 'approval_denied', actor: `user:${SUBJECT}` }] });
  });

  it.each([
    ['before', false],
    ['after it was decided', true],
  ])('refuses the hash of another plan, %s', async (_, isDecided) => {
    const api = await testApi();
    if (isDecided) await decide(api);
    const { status, json } = await decide(api, decision(0, { plan_hash: 'f'.repeat(64) }));
    expect(status).toBe(409);
    expect(json).toMatchObject({ detail: expect.stringContaining('load it again') });
    expect(await auditOf(api)).toHaveProperty('items.length', isDecided ? 1 : 0);
  });

  it('is too late once the approval has expired: nothing goes on', async () => {
    const { services } = await (await import('./testing/services.ts')).testServices();
    const late = await testApi({
      ...services,
      approvals: {
        ...services.approvals,
        decide: (tenant, id, verdict, now) => services.approvals.decide(tenant, id, verdict, now + 600_000),
      },
    });
    const { status, json } = await decide(late);
    expect(status).toBe(409);
    expect(json).toMatchObject({ detail: 'Nobody decided before 2026-02-18T12:10:00.000Z: nothing is done.' });
    expect(late.done.resumed).toEqual([]);
    expect((await decide(late)).status).toBe(409);
    expect(await auditOf(late)).toEqual({ items: [] });
  });

  it('is too late once a newer plan took its place', async () => {
    const { services, done } = await (await import('./testing/services.ts')).testServices();
    const plan = await services.plans.get(ACME, playbookIdFor(ACME, 0));
    const approval = await services.approvals.get(ACME, playbookIdFor(ACME, 0));
    if (!plan || !approval) throw new Error('the records have a plan that waits');
    const api = await testApi({
      ...services,
      approvals: {
        ...services.approvals,
        decide: async () => ({ kind: 'settled', taskToken: 'T', approval: { ...approval, status: 'voided' } }),
      },
    });
    expect(await decide(api)).toMatchObject({ status: 409, json: { detail: expect.stringContaining('newer plan') } });
    expect(done.resumed).toEqual([]);
  });

  it('does not tell a plan of another tenant from one that is not there, nor decides on it', async () => {
    const api = await testApi();
    const theirs = await decide(api, decision(0, {}, GLOBEX));
    const nobodys = await decide(api, decision(0, { playbook_id: 'PB-2026-02-18-ZZZZZZZZZZ-r1' }));
    expect(theirs.status).toBe(404);
    expect(theirs.text).toBe(nobodys.text);
    expect(api.done.resumed).toEqual([]);
    const globex = tokenFor('tenant/globex-bank', 'role/tenant-viewer');
    const plan = await api.get(`/api/v1/playbooks/${playbookIdFor(GLOBEX, 0)}`, { token: globex });
    expect(plan.json).toMatchObject({ plan: { status: 'pending_approval' }, approval: { status: 'pending' } });
  });

  it.each(['tenant-viewer', 'analyst', 'executive', 'administrator'])('is not for the role %s', async (role) => {
    const api = await testApi();
    expect((await decide(api, decision(), tokenFor('tenant/acme-bank', `role/${role}`))).status).toBe(403);
    expect(api.done.resumed).toEqual([]);
  });

  it('heals when the same is sent again after the workflow or the audit chain did not answer', async () => {
    const { services, done } = await (await import('./testing/services.ts')).testServices();
    let broken = 2;
    const fail = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7'));
    const api = await testApi({
      ...services,
      audit: { ...services.audit, append: (...args) => (broken-- === 2 ? fail() : services.audit.append(...args)) },
      workflow: { resume: (...args) => (broken-- === 0 ? fail() : services.workflow.resume(...args)) },
    });
    const unaudited = await decide(api);
    expect(unaudited).toMatchObject({ status: 503, json: { detail: expect.stringContaining('send the same again') } });
    const unresumed = await decide(api, decision(), OTHER);
    expect(unresumed.status).toBe(503);
    expect(done.resumed).toEqual([]);
    const healed = await decide(api, decision(), OTHER);
    expect(healed).toMatchObject({ status: 200, json: { decided_by: SUBJECT } });
    expect(done.resumed).toEqual([{ taskToken: taskTokenOf(ACME, 0), output: { decision: 'approved' } }]);
    expect(await auditOf(api)).toMatchObject({
      items: [{ actor: `user:${SUBJECT}`, at: new Date(NOW).toISOString() }],
    });
    expect(unaudited.text + unresumed.text).not.toContain('10.0.0.7');
  });

  it('tells the task token nobody: no answer, no record, no error', async () => {
    const { services } = await (await import('./testing/services.ts')).testServices();
    const api = await testApi({
      ...services,
      approvals: {
        get: async (tenant, id) => {
          const approval = await services.approvals.get(tenant, id);
          return approval && { ...approval, task_token: taskTokenOf(tenant, 0) };
        },
        decide: async (...args) => {
          const outcome = await services.approvals.decide(...args);
          if (!('approval' in outcome)) return outcome;
          return { ...outcome, approval: { ...outcome.approval, task_token: outcome.taskToken } };
        },
      },
    });
    const answers = [
      await api.get(`/api/v1/playbooks/${playbookIdFor(ACME, 0)}`, { token: APPROVER }),
      await decide(api),
      await decide(api, decision(0, { decision: 'denied' })),
      await api.get('/api/v1/audit', { token: APPROVER }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409, 200]);
    expect(JSON.stringify([answers, api.records, api.errors])).not.toContain('TASK-TOKEN');
  });

  it.each([
    [{ decision: 'maybe' }, 'decision'],
    [{ decision: ['approved'] }, 'decision'],
    [{ plan_hash: 'F'.repeat(64) }, 'plan_hash'],
    [{ plan_hash: undefined }, 'plan_hash'],
    [{ playbook_id: "PB-2026-02-18-A-r1' OR 1=1" }, 'playbook_id'],
    [{ playbook_id: 7 }, 'playbook_id'],
    [{ comment: 'a'.repeat(1001) }, 'comment'],
    [{ comment: '' }, 'comment'],
    [{ comment: 'a\u0000b' }, 'comment'],
    [{ comment: '\u001b[2J' }, 'comment'],
    [{ comment: '\ud800' }, 'comment'],
    [{ tenant: 'globex-bank' }, 'tenant'],
    [{ by: 'somebody else' }, 'by'],
  ])('refuses %j and names the field', async (more, field) => {
    const api = await testApi();
    const { status, json } = await decide(api, decision(0, more));
    expect(status).toBe(400);
    expect(json).toMatchObject({ type: 'urn:watchkeep:problem:validation', errors: [{ field }] });
    expect(api.done.resumed).toEqual([]);
  });
});
